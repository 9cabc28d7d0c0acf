import { randomUUID } from 'node:crypto';
import { sipHeaders } from '../../contract/devices/sip';
import type { LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { DialOptions, DialTarget } from '../port';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { application, channelVariables, preparing } from './configuration';
import type { Contact } from './contacts';
import { codecsOf, isPlain, type Registrant } from './device-objects';
import type { Devices } from './devices';
import { createLeg, handleOf, type Handle, type Leg } from './leg';
import type { Legs } from './legs';
import { patiently } from './steps';
import { dialTrunks } from './trunk-dialling';
import type { Trunks } from './trunks';
import { homeOf } from './wishes';

export interface DiallingDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly devices: Devices;
  readonly trunks: Trunks;
  readonly legs: Legs;
  readonly listening: Clock;
  readonly clock: Clock;
}

/** Whom a leg rings, and by which channel. */
interface Target {
  readonly device: Registrant;
  readonly contact: Contact;
  readonly handle: Handle;
}

/** A device from which nothing at all has come so long after it was asked is not there. */
const answerLimitMs = 8_000;

/** Makes a leg towards a device, or towards all phones of an outside number. */
export function createDial(deps: DiallingDeps) {
  const { devices, legs } = deps;
  return (id: LegId, target: DialTarget, caller: DialOptions): void => {
    const isOutside = target.kind === 'outside' && target.trunkId === undefined;
    const known =
      target.kind === 'device' ? [devices.find(target.deviceId)] : isOutside ? devices.outside(target.number) : [];
    const leg = createLeg(id, 'dialling', null);
    legs.add(leg);
    if (target.kind === 'outside' && known.length === 0) return dialTrunks(deps, leg, target, caller);
    const targets = reached(devices, known).map(({ device, contact }, at): Target => {
      const run = { deviceId: device.deviceId, boot: contact.boot };
      return { device, contact, handle: handleOf(at === 0 ? id : randomUUID(), run, false) };
    });
    if (targets.length === 0) return queueMicrotask(() => legs.ended(leg, 'unreachable'));
    for (const { handle } of targets) legs.addBranch(leg, handle);
    if (targets.length === 1) leg.handle = targets[0]?.handle ?? null;
    for (const each of targets) ring(deps, leg, each, caller);
  };
}

/** A silent device may only be slow: where there is no other, it is tried. */
function reached(devices: Devices, known: readonly (Registrant | null)[]) {
  const found = known.flatMap((device) => {
    const contact = device === null ? null : devices.contactOf(device.deviceId);
    return device === null || contact === null ? [] : [{ device, contact }];
  });
  const alive = found.filter(({ contact }) => contact.isAlive);
  return alive.length > 0 ? alive : found;
}

function ring(deps: DiallingDeps, leg: Leg, target: Target, caller: DialOptions): void {
  const { legs, listening } = deps;
  const { handle } = target;
  const giveUp = (reason: 'failed' | 'unreachable'): void => {
    legs.abandon(handle, 'unreachable');
    legs.refused(leg, handle.id, reason);
  };
  handle.queue
    .run(async () => (leg.isOver ? undefined : ringDevice(deps, leg, target, caller)))
    .catch((error: unknown) => {
      if (!(error instanceof AriError)) throw error;
      giveUp(error.status === 0 ? 'failed' : 'unreachable');
    });
  leg.timers.add(
    listening.after(answerLimitMs, () => {
      if (!leg.isOver && leg.state === 'dialling' && leg.branches.has(handle)) giveUp('unreachable');
    }),
  );
}

/** Lets one device ring. @throws AriError */
async function ringDevice(
  { ari, bridges, legs, clock }: DiallingDeps,
  leg: Leg,
  { device, contact, handle }: Target,
  caller: DialOptions,
): Promise<void> {
  const endpoint = `PJSIP/${device.username}/${contact.uri}`;
  const variables = { ...dialVariables(leg, device, caller), [channelVariables.contact]: contact.uri };
  // Without a word of these, a channel of ARI's offers µ-law first, and everybody takes that.
  const query = { endpoint, app: application, appArgs: 'dialled', channelId: handle.id, formats: codecsOf(device) };
  await ari.request('POST', '/channels/create', query, { variables });
  handle.isMade = true;
  // Nobody who has ended the leg meanwhile knows that it is there after all.
  if (leg.isOver || !leg.branches.has(handle)) return legs.abandon(handle, 'unreachable');
  // Before it rings, since its dialogue can be taken over from then on (see wishes.ts).
  if (leg.handle === handle) {
    await patiently(clock, () => bridges.enter(homeOf(leg.id), handle.id));
    if (leg.isOver) return bridges.left(homeOf(leg.id));
    leg.place = { ...leg.place, bridge: homeOf(leg.id) };
  }
  // One of several is in no bridge yet, and may be on its way into the application still.
  await patiently(clock, () => ari.request('POST', `/channels/${handle.id}/dial`));
}

const header = (name: string): string => `PJSIP_HEADER(add,${name})`;

/** What the INVITE shall say, as variables of the channel. */
function dialVariables(leg: Leg, device: Registrant, caller: DialOptions): Record<string, string> {
  const { side } = device;
  const isInside = side.kind === 'inside';
  return {
    [channelVariables.leg]: leg.id,
    ...preparing,
    [header(sipHeaders.call)]: caller.callId,
    ...(caller.autoAnswer ? unasked(device) : {}),
    ...(caller.callerNumber === null
      ? { [header('Privacy')]: 'id' }
      : {
          'CONNECTEDLINE(name,i)': isInside ? oneLine(caller.callerName ?? '') : '',
          'CONNECTEDLINE(num,i)': caller.callerNumber,
          'CONNECTEDLINE(pres,i)': 'allowed_not_screened',
          // Not the name of the machine. Told of the endpoint, it would be that of nobody, too.
          SIPFROMDOMAIN: device.domain,
        }),
  };
}

/** Answer without ringing, in the words of RFC 5373 and in those that makers of phones have instead. */
const unasked = (device: Registrant): Record<string, string> => ({
  [header(sipHeaders.answerMode)]: 'Auto',
  [header('Call-Info')]: `<sip:${device.domain}>;answer-after=0`,
  ...(isPlain(device) ? { [header('Alert-Info')]: '<http://127.0.0.1>;info=alert-autoanswer' } : {}),
});

/** A name is text that people have written. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
