import type { EndReason } from '../contract/calls/end-reason';
import type { CallId, LegId, OrganisationId, UserId } from '../contract/ids';
import { isAbroad } from '../contract/numbers/phone-library';
import {
  mostAbroadAnHour,
  mostForwardsAnHour,
  mostForwardsAtOnce,
  mostOutsideAnHour,
  mostOutsideAtOnce,
} from '../contract/rules/limits';
import { reasonOf } from '../contract/rules/refused';
import type { Clock } from '../ports/clock';
import type { Lines } from '../lines/lines';
import type { OutsideDay } from './outside-day';
import { liveLegs } from './engine/call-facts';
import type { Call, Leg } from './engine/call';
import type { Outgoing } from './engine/protocol';
import type { Knowledge } from './knowledge';

const hourMs = 3_600_000;

/** How many calls lead outside, for each person and for the organisation: what they cost is the company's. */
export interface OutsideLimits {
  /** Else why not. */
  mayDial(organisationId: OrganisationId, dialled: Outgoing): true | EndReason;
  /** A call is as given now: its legs count from when they are dialled until they end. */
  follow(call: Call): void;
  over(callId: CallId): void;
}

/** How often what is being talked is counted, so that a day's minutes end while calls go on. */
const countMs = 10_000;

export interface OutsideLimitsDeps {
  readonly clock: Pick<Clock, 'nowMs' | 'after'>;
  readonly lines: Pick<Lines, 'organisation'>;
  readonly knowledge: Pick<Knowledge, 'outsideLimitsOf' | 'judgeNow'>;
  readonly day: Pick<OutsideDay, 'refuses' | 'dialled' | 'talked'>;
}

interface Open {
  readonly callId: CallId;
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  /** From when on it has been talked and is not counted yet; null = it only rings. */
  readonly sinceMs: number | null;
  readonly keys: readonly string[];
}

/** How many there are of each now, and how many began within the hour. */
function createTally(clock: Pick<Clock, 'nowMs'>) {
  const now = new Map<string, number>();
  /** When each began, in their order. */
  const begun = new Map<string, number[]>();

  function recent(key: string): number[] {
    const since = clock.nowMs() - hourMs;
    const times = (begun.get(key) ?? []).filter((atMs) => atMs > since);
    if (times.length === 0) begun.delete(key);
    else begun.set(key, times);
    return times;
  }

  return {
    now: (key: string): number => now.get(key) ?? 0,
    withinHour: (key: string): number => recent(key).length,
    begin: (key: string): void => void begun.set(key, [...recent(key), clock.nowMs()]),
    count(keys: readonly string[], by: 1 | -1): void {
      for (const key of keys) {
        const left = (now.get(key) ?? 0) + by;
        if (left === 0) now.delete(key);
        else now.set(key, left);
      }
    },
  };
}

/** Counts what is talked on the legs that are open, also while they go on. */
function createTalk(open: Map<LegId, Open>, { clock, day }: Pick<OutsideLimitsDeps, 'clock' | 'day'>) {
  let isCounting = false;

  /** What has been talked on a leg is counted, and from now on anew; null = it is over. */
  function since(leg: LegId, sinceMs: number | null): void {
    const known = open.get(leg);
    if (!known) return;
    const { organisationId, userId } = known;
    if (known.sinceMs !== null) day.talked(organisationId, userId, known.sinceMs, clock.nowMs());
    open.set(leg, { ...known, sinceMs });
    if (sinceMs !== null) countLater();
  }

  /** As long as anybody talks. */
  function countLater(): void {
    if (isCounting) return;
    isCounting = true;
    clock.after(countMs, () => {
      isCounting = false;
      for (const [leg, { sinceMs }] of open) if (sinceMs !== null) since(leg, clock.nowMs());
    });
  }

  return { since };
}

export function createOutsideLimits({ clock, lines, knowledge, day }: OutsideLimitsDeps): OutsideLimits {
  const open = new Map<LegId, Open>();
  const tally = createTally(clock);
  const talk = createTalk(open, { clock, day });
  const leadsAbroad = (organisationId: OrganisationId, number: string): boolean =>
    isAbroad(number, lines.organisation(organisationId)?.country ?? 'SE');

  function end(leg: LegId): void {
    talk.since(leg, null);
    tally.count(open.get(leg)?.keys ?? [], -1);
    open.delete(leg);
  }

  function begin({ id, organisationId }: Call, leg: Leg, userId: UserId, number: string): void {
    const ofPerson = [userId, ...(leg.forwardedBy === undefined ? [] : [forwardsOf(userId)])];
    const keys = [organisationId, ...ofPerson];
    open.set(leg.id, { callId: id, keys, organisationId, userId, sinceMs: null });
    if (leadsAbroad(organisationId, number)) day.dialled(organisationId, userId, number);
    tally.count(keys, 1);
    const abroad = leadsAbroad(organisationId, number) ? [abroadOf(organisationId), abroadOf(userId)] : [];
    for (const key of [...ofPerson, ...abroad]) tally.begin(key);
  }

  return {
    mayDial(organisationId, dialled) {
      const { number, paidBy, isForward } = dialled;
      const verdict = knowledge.judgeNow(organisationId, dialled);
      if (verdict !== 'ok') return reasonOf(verdict);
      const limits = knowledge.outsideLimitsOf(organisationId);
      const { callsAtOnce, abroadAnHour } = limits;
      const isAway = leadsAbroad(organisationId, number);
      const isFree = (key: string, atOnce: number, anHour: number): boolean =>
        tally.now(key) < atOnce && tally.withinHour(key) < anHour;
      const may =
        isFree(organisationId, callsAtOnce, Infinity) &&
        isFree(paidBy, mostOutsideAtOnce, mostOutsideAnHour) &&
        (!isForward || isFree(forwardsOf(paidBy), mostForwardsAtOnce, mostForwardsAnHour)) &&
        (!isAway ||
          (isFree(abroadOf(organisationId), Infinity, abroadAnHour) &&
            isFree(abroadOf(paidBy), Infinity, mostAbroadAnHour)));
      if (!may) return 'tooManyOutside';
      return day.refuses(organisationId, paidBy, limits, isAway ? number : null) ?? true;
    },
    follow(call) {
      for (const leg of call.legs) if (leg.state === 'ended') end(leg.id);
      for (const leg of liveLegs(call)) {
        const { paidBy, number } = leg;
        if (paidBy === undefined || number === undefined) continue;
        const known = open.get(leg.id);
        // It may have moved here from another call.
        if (known) open.set(leg.id, { ...known, callId: call.id });
        else begin(call, leg, paidBy, number);
        if (leg.state === 'up' && typeof known?.sinceMs !== 'number') talk.since(leg.id, clock.nowMs());
      }
    },
    over(callId) {
      for (const [leg, each] of open) if (each.callId === callId) end(leg);
    },
  };
}

const forwardsOf = (userId: UserId): string => `${userId}/forwards`;
const abroadOf = (id: UserId | OrganisationId): string => `${id}/abroad`;
