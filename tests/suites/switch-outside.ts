import type { SuiteContext } from './switch.suite';

export function outsideTests({ office }: SuiteContext): void {
  let serial = 0;
  const number = (): string => `+4670${String(Date.now()).slice(-6)}${(serial += 1)}`;

  it('rings the phone with the dialled number, and shows it the number to show', async () => {
    const to = number();
    const phone = await office().phone(office().enrolOutside(to));
    const leg = office().dialOutside(to, { callerNumber: '+4684000001' });
    const call = await phone.nextCall();
    expect(call.caller.user).toBe('+4684000001');
    expect(call.header('P-Asserted-Identity')).toBeNull();
    call.answer(500);
    await office().next('legAnswered', (event) => event.leg === leg);
    office().switch.music(leg, true);
    await call.hearsMusic();
  });

  it('knows no other numbers, and an unreachable one is that', async () => {
    const unknown = office().dialOutside('+46000000000');
    // Of a switch that asks operators nobody knows which numbers there are; without one there is no network.
    const reason = office().switch.capabilities.trunks ? 'noNetwork' : 'unknownNumber';
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: unknown, reason });
    const to = number();
    office().enrolOutside(to);
    const absent = office().dialOutside(to);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: absent, reason: 'unreachable' });
  });

  it('rings every phone with that number until one answers', async () => {
    const to = number();
    const phones = await Promise.all([
      office().phone(office().enrolOutside(to)),
      office().phone(office().enrolOutside(to)),
    ]);
    const leg = office().dialOutside(to);
    const [first, second] = await Promise.all(phones.map((phone) => phone.nextCall()));
    second?.answer(700);
    await office().next('legAnswered', (event) => event.leg === leg);
    await first?.until('ended');
    expect(first?.endReason).toContain('Call completed elsewhere');
    second?.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'hungUp' });
  });

  it('waits for all of them, and tells the refusal that says most', async () => {
    const to = number();
    const phones = await Promise.all([
      office().phone(office().enrolOutside(to)),
      office().phone(office().enrolOutside(to)),
    ]);
    const leg = office().dialOutside(to);
    const [first, second] = await Promise.all(phones.map((phone) => phone.nextCall()));
    first?.decline(480);
    await first?.until('ended');
    expect(office().count('legEnded', leg)).toBe(0);
    second?.decline(486);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'busy' });
  });

  it('raises calls from outside with the caller’s number, or none when it is withheld', async () => {
    const from = number();
    const phone = await office().phone(office().enrolOutside(from));
    phone.dial('+4684000001');
    expect(await office().next('legArrived')).toMatchObject({
      from: { kind: 'outside', number: from },
      dialled: '+4684000001',
    });
    // It names no calls of ours.
    phone.dial('+4684000001', { headers: ['X-Vaxel-Call: 1f0d8a52-5f0e-4a55-9d2c-6b2f3c9b7a01'] });
    expect(await office().next('legArrived')).toMatchObject({ from: { kind: 'outside', number: from }, callId: null });
    for (const hidden of [{ headers: ['Privacy: id'] }, { headers: ['Privacy: user;header'] }, { anonymous: true }]) {
      phone.dial('+4684000001', hidden);
      expect(await office().next('legArrived')).toMatchObject({ from: { kind: 'outside', number: null } });
    }
  });
}
