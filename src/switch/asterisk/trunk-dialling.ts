import { randomUUID } from 'node:crypto';
import { written } from '../../contract/trunks/number-formats';
import type { DialOptions, DialTarget, Trunk } from '../port';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { application, channelVariables, preparing } from './configuration';
import { handleOf, type Handle, type Leg } from './leg';
import type { Legs } from './legs';
import { patiently } from './steps';
import { callerVariables } from './trunk-caller';
import { trunkName } from './trunk-objects';
import { reasonOfNetwork, triesNext } from './trunk-routes';
import type { Trunks } from './trunks';
import { homeOf } from './wishes';
import type { Clock } from '../../ports/clock';

interface TrunkDialDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly legs: Legs;
  readonly trunks: Trunks;
  readonly clock: Clock;
}

/** Makes a leg towards a number of the telephone network: over the first trunk that takes it. */
export function dialTrunks(
  deps: TrunkDialDeps,
  leg: Leg,
  { number, trunkId }: Extract<DialTarget, { kind: 'outside' }>,
  caller: DialOptions,
): void {
  const { legs, trunks } = deps;
  const route = trunks.route(caller.organisationId ?? null, number, trunkId);
  if ('none' in route) return queueMicrotask(() => legs.ended(leg, route.none));
  const left = [...route.trunks];
  leg.release = () => trunks.left(leg.id);

  /** False: there is none any more. */
  function tryNext(): boolean {
    const trunk = left.shift();
    if (trunk === undefined) return false;
    trunks.left(leg.id);
    trunks.took(trunk, leg.id);
    const handle = handleOf(leg.handle === null ? leg.id : randomUUID(), null, false);
    leg.handle = handle;
    legs.isSilentAgain(leg);
    legs.addBranch(leg, handle);
    handle.queue
      .run(async () => (leg.isOver ? undefined : ring(deps, leg, handle, trunk, number, caller)))
      .catch((error: unknown) => {
        if (!(error instanceof AriError)) throw error;
        legs.abandon(handle, 'unreachable');
        refusedBy(handle.id, { cause: 0, status: 0 });
      });
    return true;
  }

  function refusedBy(channel: string, end: { readonly cause: number; readonly status: number }): void {
    if (leg.isOver) return;
    const hasRung = leg.state !== 'dialling';
    if (triesNext(end, hasRung) && left.length > 0) {
      legs.dropBranch(leg, channel);
      tryNext();
    } else legs.refused(leg, channel, reasonOfNetwork(end, hasRung), end.status);
  }

  leg.onRefused = refusedBy;
  if (!tryNext()) queueMicrotask(() => legs.ended(leg, 'noNetwork'));
}

/** Lets one operator be asked. @throws AriError */
async function ring(
  { ari, bridges, legs, clock }: TrunkDialDeps,
  leg: Leg,
  handle: Handle,
  trunk: Trunk,
  number: string,
  caller: DialOptions,
): Promise<void> {
  const called = written(number, trunk.calledFormat, trunk.country);
  const variables = { [channelVariables.leg]: leg.id, ...preparing, ...callerVariables(trunk, called, caller) };
  const endpoint = `PJSIP/${called.replaceAll('#', '%23')}@${trunkName(trunk)}`;
  const query = { endpoint, app: application, appArgs: 'dialled', channelId: handle.id };
  await ari.request('POST', '/channels/create', query, { variables });
  handle.isMade = true;
  if (leg.isOver || !leg.branches.has(handle)) return legs.abandon(handle, 'unreachable');
  await patiently(clock, () => bridges.enter(homeOf(leg.id), handle.id));
  if (leg.isOver) return bridges.left(homeOf(leg.id));
  leg.place = { ...leg.place, bridge: homeOf(leg.id) };
  await patiently(clock, () => ari.request('POST', `/channels/${handle.id}/dial`));
}
