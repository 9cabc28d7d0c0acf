import { VaxelError } from '../contract/errors';
import type { CallId, LegId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { DeviceRegistry } from '../devices/registry';
import type { Logger } from '../ports/logger';
import type { ArrivedLeg, Switch, SwitchEvent } from '../switch/port';
import { carryOutTransfer } from './commands';
import type { Destinations } from './destinations';
import type { HelpCalls } from './help-calls';
import type { MakeRouting } from './incoming-facts';
import type { Knowledge } from './knowledge';
import type { KeepRouting } from './kept-routing';
import type { Lines } from '../lines/lines';
import type { Device } from '../devices/registry';
import type { LiveCalls } from './live-calls';
import type { NumberToShow } from './number-to-show';
import { pickUp, type PickUpDeps } from './pick-up';
import type { CallRunner } from './runner';

export interface PhoneRequestDeps {
  readonly switch: Switch;
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly destinations: Destinations;
  readonly numberToShow: NumberToShow;
  readonly knowledge: Pick<Knowledge, 'callVerdictOf' | 'siteNumberOf' | 'classOf'> & PickUpDeps['knowledge'];
  readonly live: LiveCalls;
  readonly runner: CallRunner;
  readonly help: HelpCalls;
  readonly makeRouting: MakeRouting;
  readonly keepRouting: KeepRouting;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What standard phones ask by SIP alone; it goes through the engine as a press of a button does. */
export interface PhoneRequests {
  /**
   * REFER, blind or with Replaces (RFC 3515, RFC 5589). From here on the engine sees to it that nobody is left alone.
   */
  transfer(leg: LegId, to: Extract<SwitchEvent, { type: 'transferAsked' }>['to']): void;
  /**
   * INVITE with Replaces: only one's own leg can be taken over (RFC 3891 §3). The call that has the leg now; null =
   * refused.
   */
  replace(arrived: ArrivedLeg, replaces: LegId): Promise<CallId | null>;
  /**
   * `*8*` and a colleague's extension, as a BLF key dials it: the call that rings there. The call that has the leg now;
   * null = refused; undefined = the phone has dialled something else.
   */
  pickUp(arrived: ArrivedLeg): Promise<CallId | null | undefined>;
}

export function createPhoneRequests(deps: PhoneRequestDeps): PhoneRequests {
  function ownerOf(leg: LegId): Device | undefined {
    const callId = deps.live.callOfLeg(leg);
    const deviceId = callId && deps.live.get(callId)?.legs.find((each) => each.id === leg)?.deviceId;
    return deviceId ? deps.devices.find(deviceId) : undefined;
  }

  async function transfer(leg: LegId, to: Parameters<PhoneRequests['transfer']>[1]): Promise<void> {
    const callId = deps.live.callOfLeg(leg);
    const owner = ownerOf(leg);
    const user = owner && deps.lines.user(owner.userId);
    if (!callId || !user) throw new VaxelError('call.notFound', 'the leg belongs to no call of a user');
    if (to.kind === 'number') return carryOutTransfer(deps, user, callId, to.dialled);
    const other = deps.live.callOfLeg(to.leg);
    if (!other) throw new VaxelError('call.notFound', 'the other leg belongs to no call');
    return deps.runner.connect(callId, other, user.userId);
  }

  return {
    transfer(leg, to) {
      transfer(leg, to).then(
        () => deps.switch.reportTransfer(leg, 'connected'),
        (error: unknown) => {
          deps.logger.info({ err: error, leg }, 'a transfer that a phone asked for was refused');
          deps.switch.reportTransfer(leg, 'failed');
        },
      );
    },
    pickUp: (arrived) => pickUp(deps, arrived),
    async replace(arrived, replaces) {
      const callId = deps.live.callOfLeg(replaces);
      const device = arrived.from.kind === 'device' ? deps.devices.find(arrived.from.deviceId) : undefined;
      if (!callId || !device) {
        deps.switch.hangUp(arrived.leg, 'notAllowed');
        return null;
      }
      const from = { leg: arrived.leg, deviceId: device.id, label: device.label };
      try {
        await deps.runner.apply(callId, { type: 'replace', userId: device.userId, from, replaces });
        return callId;
      } catch (error) {
        deps.logger.info(
          { err: error, callId, deviceId: device.id },
          'a phone wanted to take over a leg and was refused',
        );
        deps.switch.hangUp(arrived.leg, 'notAllowed');
        return null;
      }
    },
  };
}
