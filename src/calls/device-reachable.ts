import type { DeviceId, UserId } from '../contract/ids';
import type { DeviceRegistry } from '../devices/registry';
import { stepToDevice } from './commands';
import { asTarget } from './destinations';
import { isConnected, partyOf, sideOf, sideRungBeside, talkingLeg } from './engine/call-facts';
import type { Call } from './engine/call';
import type { LiveCalls } from './live-calls';
import { ringsBy } from './engine/plan';
import type { Knowledge } from './knowledge';
import type { CallRunner } from './runner';

export interface DeviceReachableDeps {
  readonly devices: DeviceRegistry;
  readonly live: Pick<LiveCalls, 'callsOf'>;
  readonly runner: Pick<CallRunner, 'notify'>;
  readonly knowledge: Pick<Knowledge, 'roleOf'>;
}

/**
 * A device that shows a sign of life may be what a call of its user waits for; one that has just opened as a pop-out
 * takes over the audio.
 */
export function createDeviceReachable({
  devices,
  live,
  runner,
  knowledge,
}: DeviceReachableDeps): (deviceId: DeviceId) => void {
  function talksInTab(call: Call, userId: UserId): boolean {
    const side = sideOf(call, userId);
    const deviceId =
      side && call.state === 'active' && isConnected(partyOf(call, side)) ? talkingLeg(call, side)?.deviceId : null;
    return deviceId ? devices.find(deviceId)?.kind === 'tab' : false;
  }

  return (deviceId) => {
    const device = devices.find(deviceId);
    const isBack = !devices.isReachable(deviceId);
    devices.setReachable(deviceId, true);
    if (!device) return;
    const { userId, organisationId } = device;
    const role = knowledge.roleOf(organisationId, userId);
    for (const call of live.callsOf(userId)) {
      // A call that waits for its person takes any device.
      const side = sideOf(call, userId);
      const comes =
        sideRungBeside(call, userId) !== null ||
        (side !== null && ['call', 'transfer'].includes(partyOf(call, side).reach?.why ?? ''));
      if (!comes || ringsBy(role?.rings, asTarget(device)))
        runner.notify(call.id, { type: 'deviceAppeared', userId, target: asTarget(device) });
      if (device.kind === 'popout' && isBack && talksInTab(call, userId)) {
        const step = stepToDevice({ devices }, userId, deviceId, 'moved');
        runner.notify(call.id, { type: 'move', userId, step });
      }
    }
  };
}
