import { eventually } from '../fakes/waiters';
import { suiteOptions } from './switch-options';
import type { SuiteContext } from './switch.suite';

export function registrationTests({ office, anotherOffice }: SuiteContext): void {
  it('tells a device that registers, and one that unregisters', async () => {
    const device = office().enrol('1001');
    await device.enrolled;
    const phone = office().unregistered(device);
    await phone.register();
    const reachable = await office().next('deviceReachable');
    expect(reachable).toMatchObject({ deviceId: device.id });
    expect(reachable.userAgent).toContain('SIP.js');
    await phone.unregister();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id);
  });

  it('offers SHA-256 before MD5 and takes both', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    const challenge = await raw.challenge(device.account);
    expect(challenge.status).toBe(401);
    expect(challenge.headers('WWW-Authenticate').map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).toEqual([
      'SHA-256',
      'MD5',
    ]);
    expect(challenge.headers('WWW-Authenticate').every((value) => value.includes('qop="auth"'))).toBe(true);
    expect((await raw.register(device.account, { algorithm: 'SHA-256' })).status).toBe(200);
    expect((await raw.register(device.account, { algorithm: 'MD5' })).status).toBe(200);
  });

  it('refuses a wrong password and an unknown user with the same words', async () => {
    const device = office().enrol('1001');
    const answers = [];
    for (const over of [{ password: 'wrong' }, { username: 'nobody' }]) {
      const raw = await office().raw();
      const answer = await raw.register(device.account, over);
      answers.push(
        answer.text.replace(
          /nonce="[^"]*"|branch=\S+|rport=\d+|opaque="[^"]*"|tag=\S+|Call-ID: \S+|username="[^"]*"/g,
          '*',
        ),
      );
      expect(answer.status).toBe(401);
    }
    expect(answers[0]).toBe(answers[1]);
    expect(office().events).toHaveLength(0);
  });

  it('lets a device register as nobody but itself, whichever address it names', async () => {
    const device = office().enrol('1001');
    const others = [office().enrol('1002'), anotherOffice().enrol('1001')];
    const raw = await office().raw();
    for (const { account } of others)
      await raw.register({ ...device.account, addressOfRecord: account.addressOfRecord });
    await raw.register(device.account);
    await office().next('deviceReachable', ({ deviceId }) => deviceId === device.id);
    expect(others.map(({ id }) => office().switch.isConnected(id))).toEqual([false, false]);
    const reached = office().events.flatMap((event) => (event.type === 'deviceReachable' ? [event.deviceId] : []));
    expect(new Set(reached)).toEqual(new Set([device.id]));
  });

  it('gives the time that is asked for, and at most its own maximum', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    for (const [asked, given] of [
      [120, 120],
      [86_400, suiteOptions.registrationSeconds],
    ] as const) {
      const answer = await raw.register(device.account, { expires: asked });
      const seconds = Number(/;expires=(\d+)/.exec(answer.header('Contact') ?? '')?.[1]);
      // Of a switch that counts down at once a second may have passed.
      expect([given, given - 1]).toContain(seconds);
    }
  });

  it('ends a registration that is not renewed', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    expect((await raw.register(device.account, { expires: 1 })).status).toBe(200);
    await office().next('deviceReachable');
    await office().next('deviceUnreachable');
    expect(raw.isClosed).toBe(false);
  });

  it('lets no registration outlive its credentials, and takes none with expired ones', async () => {
    const device = office().enrol('1001', { expiresAtMs: Date.now() + 2000 });
    const raw = await office().raw();
    expect((await raw.register(device.account, { expires: 600 })).status).toBe(200);
    await office().next('deviceUnreachable');
    await eventually('it to be refused', async () => (await raw.register(device.account)).status === 401);
  });

  it('keeps the live registration of a device that is enrolled anew, and takes the new password only', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    await office().switch.enrol({ ...device.enrolment, password: 'new', expiresAtMs: Date.now() + 7_200_000 });
    const leg = office().dial(device);
    await phone.nextCall();
    office().switch.hangUp(leg, 'cancelled');
    const raw = await office().raw();
    expect((await raw.register(device.account)).status).toBe(401);
    expect((await raw.register({ ...device.account, password: 'new' })).status).toBe(200);
  });

  it('forgets a revoked device at once: registration, socket, legs', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const leg = office().dial(device);
    const call = await phone.nextCall();
    call.answer();
    await office().next('legAnswered');
    office().switch.revoke(device.id);
    await office().next('legLost', (event) => event.leg === leg);
    await office().next('deviceUnreachable');
    const raw = await office().raw();
    expect((await raw.register(device.account)).status).toBe(401);
  });

  it('answers a question for the bindings, and ends all with a star', async () => {
    const device = office().enrol('1001');
    const raw = await office().raw();
    await raw.register(device.account);
    expect((await raw.register(device.account, { contact: '*', expires: 10 })).status).toBe(400);
    expect((await raw.register(device.account, { contact: '*', expires: 0 })).status).toBe(200);
    await office().next('deviceUnreachable');
  });

  it('keeps several devices of one user apart', async () => {
    const [first, second] = [office().enrol('1001'), office().enrol('1001')];
    const [phoneA, phoneB] = await Promise.all([office().phone(first), office().phone(second)]);
    const leg = office().dial(second);
    await phoneB.nextCall();
    expect(phoneA.calls).toHaveLength(0);
    office().switch.hangUp(leg, 'cancelled');
  });

  it('probes a device, and says no for one that does not answer or is not there', async () => {
    const [device, absent] = [office().enrol('1001'), office().enrol('1002')];
    const phone = await office().phone(device);
    expect(await office().switch.probe(device.id, 5000)).toBe(true);
    expect(await office().switch.probe(absent.id, 5000)).toBe(false);
    phone.freeze();
    expect(await office().switch.probe(device.id, 200)).toBe(false);
  });
}
