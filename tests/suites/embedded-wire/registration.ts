import { nonceOf } from '../../fakes/raw-sip';
import type { SuiteContext } from '../switch.suite';

export function registrationTests({ office, anotherOffice }: SuiteContext): void {
  it('refuses a nonce that was not issued, a count that was used, and says when a nonce is stale', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    expect((await raw.register(device.account, { nonce: 'made-up' })).status).toBe(401);
    const nonce = nonceOf(await raw.challenge(device.account));
    expect((await raw.register(device.account, { nonce, nonceCount: 1 })).status).toBe(200);
    const replayed = await raw.register(device.account, { nonce, nonceCount: 1 });
    expect(replayed.status).toBe(401);
    expect(replayed.header('WWW-Authenticate')).toContain('stale=true');
    expect((await raw.register(device.account, { nonce, nonceCount: 2 })).status).toBe(200);
  });

  it('closes a socket that guesses', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    for (let tries = 0; tries < 10; tries += 1) {
      const nonce = nonceOf(await raw.challenge(device.account));
      expect((await raw.register(device.account, { password: `guess${tries}`, nonce })).status).toBe(401);
    }
    await raw.closed();
  });

  it('refuses another address of record with one’s own credentials, and another organisation’s domain', async () => {
    const device = office().enrol('1001');
    office().enrol('1002');
    const other = anotherOffice();
    const foreign = other.enrol('1001');
    const raw = await office().raw();
    expect((await raw.register(device.account, { to: `sip:1002@${office().domain}` })).status).toBe(403);
    expect((await raw.register({ ...device.account, addressOfRecord: foreign.account.addressOfRecord })).status).toBe(
      401,
    );
    expect(other.events.filter((event) => event.type === 'deviceReachable')).toHaveLength(0);
  });

  it('gives the asked time, at least its minimum (423) and at most its maximum', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    expect((await raw.register(device.account, { expires: 120 })).header('Contact')).toMatch(/;expires=120$/);
    expect((await raw.register(device.account, { expires: 86_400 })).header('Contact')).toMatch(/;expires=600$/);
    expect(
      (await raw.register(device.account, { contact: '<sip:raw@raw.invalid>;expires=90', expires: 200 })).header(
        'Contact',
      ),
    ).toMatch(/;expires=90$/);
    expect((await raw.register(device.account, { expires: 'soon' })).status).toBe(400);
  });

  it('lets no registration outlive its credentials, and takes none with expired ones', async () => {
    const device = office().enrol('1001', { expiresAtMs: Date.now() + 2000 });
    const raw = await office().raw();
    const answer = await raw.register(device.account, { expires: 600 });
    expect(Number(/;expires=(\d+)/.exec(answer.header('Contact') ?? '')?.[1])).toBeLessThanOrEqual(2);
    await office().next('deviceUnreachable');
    expect((await raw.register(device.account)).status).toBe(401);
  });

  it('answers keep-alives and OPTIONS of a registered device', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account);
    raw.send('\r\n\r\n');
    await raw.take((message) => message.text === '\r\n', 'the pong');
    const options = await raw.request(
      'OPTIONS',
      `sip:${office().domain}`,
      device.account.addressOfRecord,
      device.account.addressOfRecord,
    );
    expect(options.status).toBe(200);
  });
}
