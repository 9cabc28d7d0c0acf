import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

/** Many partials at once: no tone of ours, and loud enough to be understood. */
const isVoice = (sound: { readonly level: number; readonly partials: number }): boolean =>
  sound.level > -40 && sound.partials > 4;

export function soundTests({ office }: SuiteContext): void {
  it('announces to whoever is not answered, in two languages, and can then refuse the call', async () => {
    const { switch: telephony } = office();
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('9999');
    const { leg } = await office().next('legArrived');
    telephony.play(leg, ['not-in-use-sv', 'not-in-use-en'], 'announcement');
    const media = await call.openMedia();
    const startMs = performance.now();
    await media.listen(isVoice, patienceMs, 'a voice');
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg, id: 'announcement' });
    // Two sentences of three seconds each, not one.
    expect(performance.now() - startMs).toBeGreaterThan(4_000);
    telephony.hangUp(leg, 'unknownNumber');
    await call.until('ended');
    expect(office().count('legAnswered', leg)).toBe(0);
    expect(office().count('playFinished', leg)).toBe(1);
  });

  it('has nothing to announce to a phone that takes no early media', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('9999', { withoutOffer: true });
    const { leg } = await office().next('legArrived');
    office().switch.play(leg, ['not-in-use-sv'], 'unheard');
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg, id: 'unheard' });
    office().switch.hangUp(leg, 'unknownNumber');
    await call.until('ended');
  });

  it('tells which sounds are done, and nothing of those that were stopped or replaced', async () => {
    const { switch: telephony } = office();
    const talk = await office().talk();
    office().part(talk.legA, talk.legB);
    telephony.play(talk.legA, ['not-in-use-sv'], 'stopped');
    await talk.callA.media?.listen(isVoice, patienceMs, 'a voice');
    telephony.stopPlaying(talk.legA);
    await talk.callA.hearsSilence();
    telephony.play(talk.legA, ['not-in-use-en'], 'replaced');
    telephony.play(talk.legA, ['goodbye'], 'last');
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg: talk.legA, id: 'last' });
    expect(office().count('playFinished', talk.legA)).toBe(1);
  });

  it('lets one leg hear another that does not hear it', async () => {
    const talk = await office().talk();
    office().part(talk.legA);
    await Promise.all([talk.callA.hearsSilence(), talk.callB.hearsTone(600)]);
    office().part(talk.legB);
    office().switch.hear(talk.legA, [talk.legB]);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsSilence()]);
  });
}
