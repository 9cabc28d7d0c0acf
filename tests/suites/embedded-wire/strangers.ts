import { RawSip } from '../../fakes/raw-sip';
import type { SuiteContext } from '../switch.suite';

export function strangerTests({ office, anotherOffice }: SuiteContext): void {
  const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
  const invite = (
    raw: RawSip,
    domain: string,
    from: string,
    extra: string[] = [],
  ): Promise<{ status: number; text: string }> =>
    raw.request(
      'INVITE',
      `sip:1002@${domain}`,
      from,
      `sip:1002@${domain}`,
      ['Contact: <sip:raw@raw.invalid;transport=ws>', ...extra],
      sdp,
    );

  it('refuses an unregistered socket, whoever it claims to be', async () => {
    const device = office().enrol('1001');
    await office().phone(device);
    const raw = await office().raw();
    expect((await invite(raw, office().domain, device.account.addressOfRecord)).status).toBe(403);
    expect((await invite(raw, office().domain, `sip:nobody@${office().domain}`)).status).toBe(403);
    expect((await invite(raw, office().domain, 'sip:anonymous@anonymous.invalid')).status).toBe(403);
  });

  it('refuses a forged From, of a colleague or of another organisation', async () => {
    const device = office().enrol('1001');
    office().enrol('1002');
    const foreign = anotherOffice().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account);
    for (const from of [
      `sip:1002@${office().domain}`,
      foreign.account.addressOfRecord,
      `sip:nobody@${office().domain}`,
    ]) {
      expect((await invite(raw, office().domain, from)).status).toBe(403);
    }
    expect(office().events.filter((event) => event.type === 'legArrived')).toHaveLength(0);
  });

  it('refuses a call into another organisation’s domain', async () => {
    const device = office().enrol('1001');
    const foreign = anotherOffice();
    foreign.enrol('1002');
    const raw = await office().raw();
    await raw.register(device.account);
    expect((await invite(raw, foreign.domain, device.account.addressOfRecord)).status).toBe(404);
  });

  it('refuses after the registration has ended', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account, { expires: 1 });
    await office().next('deviceUnreachable');
    expect((await invite(raw, office().domain, device.account.addressOfRecord)).status).toBe(403);
  });

  it.each([
    ['without usable audio', [], 488],
    ['that requires what is not known', ['Require: 100rel, foo'], 420],
    ['that wants to take over a dialog', ['Replaces: a;to-tag=b;from-tag=c'], 481],
  ])('refuses an INVITE %s', async (_what, extra, status) => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account);
    expect((await invite(raw, office().domain, device.account.addressOfRecord, extra)).status).toBe(status);
  });

  it('answers REFER with 501 and unknown methods with 405', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account);
    const aor = device.account.addressOfRecord;
    expect(
      (
        await raw.request('REFER', `sip:1002@${office().domain}`, aor, aor, [
          'Contact: <sip:raw@raw.invalid>',
          'Refer-To: <sip:1003@x.invalid>',
        ])
      ).status,
    ).toBe(501);
    expect((await raw.request('PUBLISH', `sip:1002@${office().domain}`, aor, aor)).status).toBe(405);
    expect((await raw.request('BYE', `sip:1002@${office().domain}`, aor, aor)).status).toBe(481);
  });
}
