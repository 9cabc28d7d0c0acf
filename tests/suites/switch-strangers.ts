import type { RawSip } from '../fakes/raw-sip';
import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

/** Whose call it is, is what the switch knows, and not what an INVITE says. */
export function strangerTests({ office, anotherOffice }: SuiteContext): void {
  const arrived = () => office().events.filter(({ type }) => type === 'legArrived');

  /** The status of an INVITE that proves nothing. */
  async function invite(raw: RawSip, from: string): Promise<number> {
    const to = `sip:1002@${office().domain}`;
    return (await raw.request('INVITE', to, from, to, ['Contact: <sip:raw@raw.invalid;transport=ws>'], sdp)).status;
  }

  it('refuses a socket over which nobody has registered, whoever it claims to be', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const raw = await office().raw();
    const names = [device.account.addressOfRecord, `sip:nobody@${office().domain}`, 'sip:anonymous@anonymous.invalid'];
    for (const from of names) expect(await invite(raw, from)).toBeGreaterThanOrEqual(400);
    phone.dial('1003');
    expect(await office().next('legArrived')).toMatchObject({ dialled: '1003' });
    expect(arrived()).toHaveLength(1);
  });

  it('refuses after the registration has ended', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account, { expires: 1 });
    await office().next('deviceUnreachable');
    expect(await invite(raw, device.account.addressOfRecord)).toBeGreaterThanOrEqual(400);
    expect(arrived()).toHaveLength(0);
  });

  it('knows who calls, whoever From names: a colleague, somebody of another organisation, or nobody', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const foreign = anotherOffice().enrol('1001');
    office().enrol('1002');
    for (const from of [
      `sip:1002@${office().domain}`,
      foreign.account.addressOfRecord,
      `sip:nobody@${office().domain}`,
    ]) {
      const before = arrived().length;
      const call = phone.dial('1003', { from });
      // Refused, or taken for the device's own.
      await office().until(() => call.state === 'ended' || arrived().length > before, patienceMs, 'what came of it');
    }
    for (const event of arrived()) expect(event).toMatchObject({ from: { kind: 'device', deviceId: device.id } });
  });

  it.each([
    ['without usable audio', { changeOffer: () => sdp }],
    ['that requires what is not known', { headers: ['Require: foo'] }],
    ['that wants to take over a dialogue that there is not', { headers: ['Replaces: a;to-tag=b;from-tag=c'] }],
  ])('refuses an INVITE %s', async (_what, options) => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002', options);
    await call.until('ended');
    expect(call.refusal?.status).toBeGreaterThanOrEqual(400);
    expect(arrived()).toHaveLength(0);
  });
}
