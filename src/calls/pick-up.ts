import { pickUpPrefix } from '../contract/devices/pick-up';
import type { CallId } from '../contract/ids';
import type { DeviceRegistry } from '../devices/registry';
import type { Lines } from '../lines/lines';
import type { Logger } from '../ports/logger';
import type { ArrivedLeg, Switch } from '../switch/port';
import { asParty } from './destinations';
import type { Knowledge } from './knowledge';
import type { LiveCalls } from './live-calls';
import type { CallRunner } from './runner';
import { personAt } from '../lines/target';

export interface PickUpDeps {
  readonly switch: Pick<Switch, 'hangUp'>;
  readonly lines: Pick<Lines, 'user' | 'byExtension'>;
  readonly devices: Pick<DeviceRegistry, 'find'>;
  readonly knowledge: Pick<Knowledge, 'mayPickUp'>;
  readonly live: Pick<LiveCalls, 'callsOf'>;
  readonly runner: Pick<CallRunner, 'apply'>;
  readonly logger: Pick<Logger, 'info'>;
}

/** The extension whose ringing call is meant. */
function pickedUp(dialled: string): string | null {
  const extension = dialled.startsWith(pickUpPrefix) ? dialled.slice(pickUpPrefix.length).replace(/#$/, '') : '';
  return /^[0-9]{1,10}$/.test(extension) ? extension : null;
}

/**
 * Takes the call that rings at a colleague of one's own organisation, where the person may: what the key of a lamp
 * dials.
 */
export async function pickUp(deps: PickUpDeps, arrived: ArrivedLeg): Promise<CallId | null | undefined> {
  const device = arrived.from.kind === 'device' ? deps.devices.find(arrived.from.deviceId) : undefined;
  const by = device && deps.lines.user(device.userId);
  const extension = pickedUp(arrived.dialled);
  if (!device || !by || extension === null) return undefined;
  // Of one's own organisation, whatever others have as an extension.
  const colleague = personAt(deps.lines.byExtension(by.organisationId, extension));
  if (!colleague) return undefined;
  const from = { leg: arrived.leg, deviceId: device.id, label: device.label };
  const input = { type: 'pickUp' as const, userId: colleague.userId, by: asParty(by), from };
  const mayTake = deps.knowledge.mayPickUp(by.organisationId, by.userId);
  // The one that has waited longest, of those that can be taken.
  for (const call of mayTake ? deps.live.callsOf(colleague.userId) : []) {
    const isTaken = await deps.runner.apply(call.id, input).then(
      () => true,
      () => false,
    );
    if (isTaken) return call.id;
  }
  deps.logger.info({ deviceId: device.id, mayTake }, 'a phone wanted to take the call of a colleague: none was');
  deps.switch.hangUp(arrived.leg, mayTake ? 'unreachable' : 'notAllowed');
  return null;
}
