import { randomUUID } from 'node:crypto';
import type { SuiteContext } from './switch.suite';

export function callerTests({ office }: SuiteContext): void {
  it('raises an arrived leg with who called whom and what the tab said', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const callId = randomUUID();
    phone.dial('0046 8-123', { headers: [`X-Vaxel-Call: ${callId}`, 'X-Vaxel-Show: anonymous'] });
    const arrived = await office().next('legArrived');
    expect(arrived).toMatchObject({
      from: { kind: 'device', deviceId: device.id },
      dialled: '0046 8-123',
      callId,
      show: 'anonymous',
    });
    phone.dial('1002');
    expect(await office().next('legArrived')).toMatchObject({ dialled: '1002', callId: null, show: null });
  });

  it.each([
    ['Privacy: id', ['Privacy: id'], undefined],
    ['Privacy: user', ['Privacy: user'], undefined],
    ['Privacy: header;id;critical', ['Privacy: header;id;critical'], undefined],
    ['Privacy over a number that the phone would show', ['Privacy: id', 'X-Vaxel-Show: +46851920011'], undefined],
    ['a From of nobody', [], 'sip:anonymous@anonymous.invalid'],
    ['a From of nobody at home', [], 'sip:Anonymous@here'],
  ])('takes %s for the wish to show no number, of the device that is registered', async (_what, headers, from) => {
    const device = office().enrol('1001');
    const phone = await office().phone(device, { displayName: 'Ek, Anna <sip:1002@x>' });
    const sender = from?.replace('here', office().domain);
    phone.dial('+46701234567', { headers, ...(sender === undefined ? {} : { from: sender }) });
    expect(await office().next('legArrived')).toMatchObject({
      from: { kind: 'device', deviceId: device.id },
      show: 'anonymous',
    });
  });

  it('takes an anonymous From with P-Preferred-Identity, as phones send it, whoever that names', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    phone.dial('1002', { anonymous: true });
    expect(await office().next('legArrived')).toMatchObject({
      from: { kind: 'device', deviceId: device.id },
      show: 'anonymous',
    });
    phone.dial('1002', {
      from: 'sip:anonymous@anonymous.invalid',
      headers: [`P-Preferred-Identity: "Bo \\"B\\" Ek" <sip:1002@${office().domain}>`],
    });
    expect(await office().next('legArrived')).toMatchObject({
      from: { kind: 'device', deviceId: device.id },
      show: 'anonymous',
    });
  });

  it('leaves the number to show to the settings when the phone asks for nothing, or for no privacy', async () => {
    const phone = await office().phone(office().enrol('1001'), { displayName: 'Ek, Anna' });
    for (const headers of [[], ['Privacy: none'], ['Privacy: session']]) {
      phone.dial('1002', { headers });
      expect(await office().next('legArrived')).toMatchObject({ show: null });
    }
  });

  it('rings a device with the call’s id and the caller’s name and number', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const callId = randomUUID();
    const leg = office().dial(device, { callId: callId as never, callerName: 'Åsa "Ö" Ek', callerNumber: '1001' });
    const call = await phone.nextCall();
    expect(call.header('X-Vaxel-Call')).toBe(callId);
    expect(call.caller).toMatchObject({ user: '1001' });
    expect(call.caller.name).toContain('Åsa');
    expect(call.header('P-Asserted-Identity')).toContain('sip:1001@');
    await office().next('legRinging', (event) => event.leg === leg);
  });

  it('hides an anonymous caller', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    office().dial(device, { callerName: 'Anna Ek', callerNumber: null });
    const call = await phone.nextCall();
    expect(call.caller).toMatchObject({ user: 'anonymous', host: 'anonymous.invalid' });
    expect(call.header('Privacy')).toBe('id');
    expect(call.header('P-Asserted-Identity')).toBeNull();
    expect(call.caller.name).not.toContain('Anna');
  });
}
