import { randomUUID } from 'node:crypto';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { LegId } from '../../src/contract/ids';
import { reasonOfResponse } from '../../src/switch/causes';
import type { SuiteContext } from './switch.suite';

export function callTests({ office }: SuiteContext): void {
  it('lets the caller ring, be answered, and hang up', async () => {
    const talk = await office().talk();
    talk.callA.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: talk.legA, reason: 'hungUp' });
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.callB.until('ended');
    expect(talk.callB.endReason).toContain('cause=16');
    expect(office().count('legRinging', talk.legB)).toBe(1);
    // What the switch was told to end it does not report.
    expect(office().count('legEnded', talk.legB)).toBe(0);
  });

  it('sends 180 to the caller when the other side rings', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    expect(call.state).toBe('calling');
    office().switch.ring(leg);
    await call.until('ringing');
    office().switch.hangUp(leg, 'noAnswer');
    await call.until('ended');
  });

  it.each<EndReason>(['busy', 'declined', 'noAnswer', 'unreachable', 'unknownNumber', 'notAllowed', 'interrupted'])(
    'refuses an arrived leg, and its phone can tell that it is for %s',
    async (reason) => {
      const phone = await office().phone(office().enrol('1001'));
      const call = phone.dial('1002');
      const { leg } = await office().next('legArrived');
      office().switch.hangUp(leg, reason);
      await call.until('ended');
      expect(reasonOfResponse(call.refusal?.status ?? 0, call.refusal?.reason ?? undefined)).toBe(reason);
      expect(office().count('legEnded', leg)).toBe(0);
    },
  );

  it.each<[number, EndReason]>([
    [486, 'busy'],
    [603, 'declined'],
    [480, 'unreachable'],
    [404, 'unknownNumber'],
    [500, 'failed'],
  ])('tells a device’s %d as %s', async (status, reason) => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const leg = office().dial(device);
    (await phone.nextCall()).decline(status);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason });
  });

  it('cannot dial a device that is not registered, or not known', async () => {
    const leg = office().dial(office().enrol('1002'));
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'unreachable' });
    const stranger = office().dial({ ...office().enrol('1003'), id: randomUUID() as never });
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: stranger, reason: 'unreachable' });
  });

  it('tells the devices that did not answer who did: CANCEL with "completed elsewhere"', async () => {
    const devices = [office().enrol('1002'), office().enrol('1002'), office().enrol('1002')] as const;
    const phones = await Promise.all(devices.map((device) => office().phone(device)));
    const legs = devices.map((device) => office().dial(device));
    const calls = await Promise.all(phones.map((phone) => phone.nextCall()));
    await Promise.all(legs.map((leg) => office().next('legRinging', (event) => event.leg === leg)));
    calls[1]?.answer();
    await office().next('legAnswered', (event) => event.leg === legs[1]);
    office().switch.hangUp(legs[0] as LegId, 'answeredElsewhere');
    office().switch.hangUp(legs[2] as LegId, 'cancelled');
    await Promise.all([calls[0]?.until('ended'), calls[2]?.until('ended')]);
    expect(calls[0]?.endReason).toBe('SIP;cause=200;text="Call completed elsewhere"');
    expect(calls[2]?.endReason).toContain('Q.850');
    await calls[1]?.until('established');
  });

  it('tells that the caller gave up while it rang', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.ring(leg);
    await call.until('ringing');
    call.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'cancelled' });
    await call.until('ended');
    expect(call.refusal?.status).toBe(487);
  });

  it('survives the crossing of the caller’s CANCEL and the answer', async () => {
    const phone = await office().phone(office().enrol('1001'));
    for (let round = 0; round < 8; round += 1) {
      const call = phone.dial('1002');
      const { leg } = await office().next('legArrived');
      office().switch.ring(leg);
      await call.until('ringing');
      if (round % 2 === 0) office().switch.answer(leg);
      call.hangUp();
      office().switch.answer(leg);
      const ended = await office().next('legEnded', (event) => event.leg === leg);
      expect(['cancelled', 'hungUp']).toContain(ended.reason);
      await call.until('ended');
      expect(office().count('legEnded', leg)).toBe(1);
    }
  });

  it('survives the crossing of our CANCEL and the device’s answer', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    for (let round = 0; round < 8; round += 1) {
      const leg = office().dial(device);
      const call = await phone.nextCall();
      await office().next('legRinging', (event) => event.leg === leg);
      call.answer();
      // Some rounds before the 200 can be here, some after.
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      office().switch.hangUp(leg, 'cancelled');
      await call.until('ended');
      expect(office().count('legEnded', leg)).toBe(0);
    }
  });

  it('survives that both hang up at once', async () => {
    const talk = await office().talk();
    talk.callA.hangUp();
    talk.callB.hangUp();
    office().switch.hangUp(talk.legA, 'hungUp');
    office().switch.hangUp(talk.legB, 'hungUp');
    await Promise.all([talk.callA.until('ended'), talk.callB.until('ended')]);
    expect(office().count('legEnded', talk.legA) + office().count('legEnded', talk.legB)).toBeLessThanOrEqual(2);
  });

  it('hangs up a leg in every state, and is harmless on one that has ended', async () => {
    const { switch: telephony } = office();
    const phone = await office().phone(office().enrol('1001'));
    for (const step of ['arrived', 'ringing', 'answering'] as const) {
      const call = phone.dial('1002');
      const { leg } = await office().next('legArrived');
      if (step === 'ringing') telephony.ring(leg);
      if (step === 'answering') telephony.answer(leg);
      telephony.hangUp(leg, 'declined');
      await call.until('ended');
      for (const action of ['ring', 'answer', 'stopPlaying'] as const) telephony[action](leg);
      telephony.hangUp(leg, 'busy');
      telephony.music(leg, true);
      telephony.mute(leg, true);
      telephony.play(leg, ['busy'], 'busy');
      telephony.sendDigits(leg, '1');
      office().echo(leg);
      office().part(leg);
      expect(office().count('legAnswered', leg)).toBe(0);
      expect(office().count('legEnded', leg)).toBe(0);
    }
  });

  it('refuses what does not fit the state of a leg and goes on', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    office().switch.ring(leg);
    office().switch.answer(leg);
    await call.until('established');
    await office().next('legAnswered');
    expect(office().count('legAnswered', leg)).toBe(1);
    call.hangUp();
    await office().next('legEnded');
  });

  it('holds and resumes when a standard phone does it by re-INVITE', async () => {
    const talk = await office().talk();
    await talk.callB.hold('sendonly');
    expect(talk.callB.holds.at(-1)).toBe('recvonly');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legB, held: true });
    await talk.callB.hearsSilence();
    await talk.callB.resume();
    expect(talk.callB.holds.at(-1)).toBe('sendrecv');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legB, held: false });
    await talk.callB.hearsTone(600);
    await talk.callA.hold('inactive');
    expect(talk.callA.holds.at(-1)).toBe('inactive');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legA, held: true });
    await talk.callA.resume();
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legA, held: false });
    await talk.callA.hearsTone(900);
    // Who is told to be on hold has pressed a key: of the other in the call nothing is told, however late.
    expect([office().count('legHeld', talk.legA), office().count('legHeld', talk.legB)]).toEqual([2, 2]);
  });

  it('knows its legs, from their beginning to their end', async () => {
    const talk = await office().talk();
    expect(await office().switch.legs()).toEqual(expect.arrayContaining([talk.legA, talk.legB]));
    talk.callB.hangUp();
    await office().next('legEnded', ({ leg }) => leg === talk.legB);
    const left = await office().switch.legs();
    expect([left.includes(talk.legA), left.includes(talk.legB)]).toEqual([true, false]);
  });
}
