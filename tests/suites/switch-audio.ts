import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

export function audioTests({ office }: SuiteContext): void {
  it('lets legs hear each other, and nobody after they are parted', async () => {
    const talk = await office().talk();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    expect(talk.callA.media?.stats().lost).toBe(0);
    office().part(talk.legA, talk.legB);
    await Promise.all([talk.callA.hearsSilence(), talk.callB.hearsSilence()]);
    office().join(talk.legA, talk.legB);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  });

  it('moves a leg from one bridge to another without a word to the phone', async () => {
    const talk = await office().talk();
    const third = office().enrol('1003');
    const phone = await office().phone(third);
    const legC = office().dial(third);
    const callC = await phone.nextCall();
    callC.answer(1300);
    await office().next('legAnswered', (event) => event.leg === legC);
    let invites = 0;
    talk.phoneA.wire.on('received', (text) => (invites += /^INVITE /.test(text) ? 1 : 0));
    office().join(talk.legA, legC);
    office().part(talk.legB);
    await Promise.all([talk.callA.hearsTone(1300), callC.hearsTone(600), talk.callB.hearsSilence()]);
    expect(invites).toBe(0);
    expect(talk.callA.media?.stats().lost).toBe(0);
  });

  it('plays music to a held leg, whose words nobody hears, and takes it back', async () => {
    const { switch: telephony } = office();
    const talk = await office().talk();
    telephony.music(talk.legB, true);
    await Promise.all([talk.callB.hearsMusic(), talk.callA.hearsSilence()]);
    telephony.music(talk.legB, false);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    telephony.music(talk.legB, true);
    telephony.music(talk.legA, true);
    await Promise.all([talk.callB.hearsMusic(), talk.callA.hearsMusic()]);
    office().join(talk.legA, talk.legB);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  });

  it('mutes what a leg says while it goes on hearing', async () => {
    const { switch: telephony } = office();
    const talk = await office().talk();
    telephony.mute(talk.legA, true);
    await Promise.all([talk.callB.hearsSilence(), talk.callA.hearsTone(900)]);
    telephony.mute(talk.legA, false);
    await talk.callB.hearsTone(600);
    expect(talk.callB.media?.stats().lost).toBe(0);
  });

  it('sends something to a leg with nothing to hear: its window does not think the way lost', async () => {
    const talk = await office().talk();
    office().part(talk.legA, talk.legB);
    await talk.callA.hearsSilence();
    const before = talk.callA.media?.stats().received ?? 0;
    await talk.callA.media?.until(
      () => (talk.callA.media?.stats().received ?? 0) >= before + 4,
      patienceMs,
      () => 'four packets of silence',
    );
    await talk.callA.hearsSilence();
    office().join(talk.legA, talk.legB);
    await talk.callA.hearsTone(900);
    expect(talk.callA.media?.stats().lost).toBe(0);
  });

  it('plays the ringing tone as early media, and ends it at the answer', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.ring(leg);
    await call.hearsTone(425);
    office().switch.answer(leg);
    await call.until('established');
    await call.hearsSilence();
  });

  it('plays tones until told to stop, and a spoken goodbye once', async () => {
    const { switch: telephony } = office();
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002', { toneHz: 600 });
    const { leg } = await office().next('legArrived');
    telephony.answer(leg);
    const media = await call.openMedia();
    telephony.play(leg, ['busy'], 'busy');
    await media.listen((sound) => Math.abs(sound.hz - 425) < 12 && sound.level > -45, patienceMs, 'the busy tone');
    telephony.stopPlaying(leg);
    await call.hearsSilence();
    expect(office().count('playFinished', leg)).toBe(0);
    telephony.play(leg, ['congestion'], 'congestion');
    await media.listen(
      (sound) => Math.abs(sound.hz - 425) < 12 && sound.level > -45,
      patienceMs,
      'the congestion tone',
    );
    telephony.play(leg, ['goodbye'], 'goodbye');
    await media.listen((sound) => sound.level > -40 && sound.partials > 4, patienceMs, 'a voice');
    await office().next('playFinished', (event) => event.leg === leg);
    await call.hearsSilence();
    expect(office().count('playFinished', leg)).toBe(1);
  });

  it('rings in the ear of an answered leg over and over, until it is bridged', async () => {
    const { switch: telephony } = office();
    const talk = await office().talk();
    office().part(talk.legA, talk.legB);
    telephony.play(talk.legA, ['ringing'], 'ringing');
    for (let round = 0; round < 2; round += 1) {
      await talk.callA.hearsTone(425);
      await talk.callA.hearsSilence();
    }
    office().join(talk.legA, talk.legB);
    await talk.callA.hearsTone(900);
    expect(office().count('playFinished', talk.legA)).toBe(0);
  });

  it('sends a leg its own words back, until it is bridged', async () => {
    const talk = await office().talk();
    office().part(talk.legB);
    office().echo(talk.legA);
    await Promise.all([talk.callA.hearsTone(600), talk.callB.hearsSilence()]);
    await talk.callA.sendDigits('5');
    await talk.callA.hearsDigits('5');
    office().join(talk.legA, talk.legB);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    office().part(talk.legA);
    office().echo(talk.legB);
    await Promise.all([talk.callA.hearsSilence(), talk.callB.hearsTone(900)]);
    office().part(talk.legA, talk.legB);
    await talk.callB.hearsSilence();
    expect(talk.callA.media?.stats().lost).toBe(0);
  });

  it('carries digits: from the phone, to the phone, and from phone to phone', async () => {
    const { switch: telephony } = office();
    const talk = await office().talk();
    // What is said before they hear each other is heard by nobody.
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    await talk.callA.sendDigits('15#');
    await talk.callB.hearsDigits('15#');
    for (const digit of '15#') expect(await office().next('digit')).toEqual({ type: 'digit', leg: talk.legA, digit });
    office().part(talk.legA, talk.legB);
    telephony.sendDigits(talk.legA, '0*9');
    await talk.callA.hearsDigits('0*9');
    expect(office().events.filter((event) => event.type === 'digit')).toHaveLength(3);
    office().join(talk.legA, talk.legB);
    // Now the last of the digits has ended, and what is said is heard.
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    telephony.mute(talk.legB, true);
    await talk.callB.sendDigits('7');
    expect(await office().next('digit')).toEqual({ type: 'digit', leg: talk.legB, digit: '7' });
    await talk.callA.hearsDigits('0*97');
  });
}
