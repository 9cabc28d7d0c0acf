import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

export function ringabilityTests({ office }: SuiteContext): void {
  it('notices that a page hangs though its socket answers pings, and is back; dialled meanwhile it rings', async () => {
    const device = office().enrol('1001');
    expect(office().switch.isConnected(device.id)).toBe(false);
    const phone = await office().phone(device);
    phone.freeze();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id);
    expect(phone.transport.isConnected()).toBe(true);
    expect(office().switch.isConnected(device.id)).toBe(true);
    const leg = office().dial(device);
    phone.thaw();
    await office().next('deviceReachable', ({ deviceId }) => deviceId === device.id);
    (await phone.nextCall()).answer();
    await office().next('legAnswered', (event) => event.leg === leg);
    await phone.close();
    await office().until(() => !office().switch.isConnected(device.id), patienceMs, 'the device to be gone');
  });

  it('rings the silent phones of an outside number only where there is no other', async () => {
    const to = '+46709990077';
    const [silent, lively] = [office().enrolOutside(to), office().enrolOutside(to)];
    const [frozen, phone] = [await office().phone(silent), await office().phone(lively)];
    frozen.freeze();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === silent.id);
    const leg = office().dialOutside(to);
    (await phone.nextCall()).decline(486);
    // Nobody else was asked: the one who was has the last word.
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'busy' });
    frozen.thaw();
    await office().next('deviceReachable', ({ deviceId }) => deviceId === silent.id);
    expect(frozen.calls).toHaveLength(0);
  });

  it('waits 8 s for a device that says nothing, asked to ring or to answer, and takes the call back then', async () => {
    const waitsFor = async (autoAnswer: boolean): Promise<void> => {
      const device = office().enrol(autoAnswer ? '1001' : '1002');
      const phone = await office().phone(device);
      phone.freeze();
      const startMs = performance.now();
      const leg = office().dial(device, { autoAnswer });
      expect(await office().next('legEnded', (event) => event.leg === leg)).toMatchObject({ reason: 'unreachable' });
      expect(performance.now() - startMs).toBeGreaterThan(7_900);
      phone.thaw();
      const late = await phone.nextCall();
      await late.until('ended');
      expect(office().count('legRinging', leg) + office().count('legAnswered', leg)).toBe(0);
    };
    await Promise.all([waitsFor(false), waitsFor(true)]);
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
