import type { SuiteContext } from './switch.suite';

export function ringabilityTests({ office }: SuiteContext): void {
  it('notices within 5 s that a page hangs though its socket answers pings, does not dial it, and notices that it is back', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const startMs = performance.now();
    phone.freeze();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id);
    expect(performance.now() - startMs).toBeLessThan(5200);
    const leg = office().dial(device);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'unreachable' });
    expect(phone.transport.isConnected()).toBe(true);
    phone.thaw();
    await office().next('deviceReachable', ({ deviceId }) => deviceId === device.id);
    expect(phone.calls).toHaveLength(0);
    const again = office().dial(device);
    await phone.nextCall();
    office().switch.hangUp(again, 'cancelled');
  });

  it('does not wait for a device that says nothing to its INVITE, and takes the call back should it wake up', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    phone.freeze();
    const startMs = performance.now();
    const leg = office().dial(device);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'unreachable' });
    expect(performance.now() - startMs).toBeGreaterThan(1400);
    expect(performance.now() - startMs).toBeLessThan(2200);
    phone.thaw();
    const late = await phone.nextCall();
    await late.until('ended');
    expect(office().count('legRinging', leg) + office().count('legAnswered', leg)).toBe(0);
  });

  it('asks a device to answer without ringing, and only when told to', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device, { autoAnswer: 'whenAsked', toneHz: 600 });
    const leg = office().dial(device, { autoAnswer: true });
    const call = await phone.nextCall();
    expect(call.header('Answer-Mode')).toBe('Auto');
    expect(call.header('Call-Info')).toContain('answer-after=0');
    expect(call.header('Require')).toBeNull();
    await office().next('legAnswered', (event) => event.leg === leg);
    await office().next('legMedia', (event) => event.leg === leg);
    const ringing = office().dial(device);
    const other = await phone.nextCall();
    await office().next('legRinging', (event) => event.leg === ringing);
    expect(other.header('Answer-Mode')).toBeNull();
    expect(other.header('Call-Info')).toBeNull();
  });
}
