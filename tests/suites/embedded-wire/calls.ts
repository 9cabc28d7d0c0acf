import type { EndReason } from '../../../src/contract/calls/end-reason';
import type { SuiteContext } from '../switch.suite';

/** Which status, which header field, how soon. */
export function callTests({ office }: SuiteContext): void {
  it.each<[EndReason, number]>([
    ['busy', 486],
    ['declined', 603],
    ['noAnswer', 480],
    ['unreachable', 480],
    ['unknownNumber', 404],
    ['notAllowed', 403],
    ['interrupted', 503],
  ])('refuses an arrived leg for %s with %d and the cause', async (reason, status) => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.hangUp(leg, reason);
    await call.until('ended');
    expect(call.refusal?.status).toBe(status);
    expect(call.refusal?.reason).toMatch(/^Q\.850;cause=\d+;text="/);
  });

  it('other INFO is refused with what would be taken, and nothing arrives', async () => {
    const talk = await office().talk();
    for (const signal of ['12', '16', '100', '55', 'flash', '']) {
      await expect(
        talk.callA.info('application/dtmf-relay', `Signal=${signal}\r\nDuration=160`),
      ).resolves.toMatchObject({ status: 400 });
    }
    const foreign = await talk.callA.info('application/media_control+xml', '<media_control/>');
    expect([foreign.status, foreign.header('Accept')]).toEqual([415, 'application/dtmf-relay, application/dtmf']);
    const packaged = await talk.callA.info('application/dtmf-relay', 'Signal=5\r\n', ['Info-Package: infoDtmf']);
    expect([packaged.status, packaged.header('Recv-Info')]).toEqual([469, '']);
    // Whether the call is still there, as some phones ask.
    await expect(talk.callA.info(null, '')).resolves.toMatchObject({ status: 200 });
    await talk.callA.sendDigits('1');
    await talk.callB.hearsDigits('1');
    expect(office().events.filter(({ type }) => type === 'digit')).toHaveLength(1);
  });

  it('Allow names what is served, and no more', async () => {
    const served = 'ACK,BYE,CANCEL,INFO,INVITE,OPTIONS,REFER,UPDATE';
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const wire: string[] = [];
    phone.wire.on('received', (text) => wire.push(text));
    office().dial(device);
    await phone.nextCall();
    phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legAnswered');
    const allowed = wire.flatMap((text) => [...text.matchAll(/^Allow: (.*)$/gm)].map(([, methods]) => methods?.trim()));
    expect(allowed.length).toBeGreaterThanOrEqual(2);
    expect(new Set(allowed)).toEqual(new Set([served]));
  });

  it('says truly what it allows: UPDATE, and nothing that it refuses', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const allow: string[] = [];
    phone.wire.on('received', (text) => allow.push(...(text.match(/^Allow: .*$/gm) ?? [])));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await call.until('established');
    await office().next('legAnswered', (event) => event.leg === leg);
    const raw = await office().raw();
    await raw.register(office().enrol('1003').account);
    const options = await raw.request(
      'OPTIONS',
      `sip:1002@${office().domain}`,
      `sip:1003@${office().domain}`,
      `sip:1002@${office().domain}`,
    );
    expect(allow.length).toBeGreaterThan(0);
    for (const line of [...allow, `Allow: ${options.header('Allow')}`]) {
      expect(line).toMatch(/\bUPDATE\b/);
      expect(line).not.toMatch(/MESSAGE|NOTIFY|PRACK|SUBSCRIBE|REGISTER/);
    }
  });
}
