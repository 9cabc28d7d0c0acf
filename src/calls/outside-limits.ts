import type { CallId, LegId, OrganisationId, UserId } from '../contract/ids';
import { isAbroad } from '../contract/numbers/phone-library';
import {
  mostAbroadAnHour,
  mostForwardsAnHour,
  mostForwardsAtOnce,
  mostOutsideAnHour,
  mostOutsideAtOnce,
} from '../contract/rules/limits';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Lines } from '../lines/lines';
import { liveLegs } from './engine/call';
import type { Call, Leg } from './engine/call';
import type { Outgoing } from './engine/protocol';
import type { Knowledge } from './knowledge';

const hourMs = 3_600_000;

/** How many calls lead outside, for each person and for the organisation: what they cost is the company's. */
export interface OutsideLimits {
  mayDial(organisationId: OrganisationId, dialled: Outgoing): boolean;
  /** A call is as given now: its legs count from when they are dialled until they end. */
  follow(call: Call): void;
  over(callId: CallId): void;
}

export interface OutsideLimitsDeps {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly lines: Pick<Lines, 'organisation'>;
  readonly knowledge: Pick<Knowledge, 'outsideLimitsOf'>;
  readonly logger: Pick<Logger, 'warn'>;
}

interface Open {
  readonly callId: CallId;
  readonly keys: readonly string[];
}

export function createOutsideLimits({ clock, lines, knowledge, logger }: OutsideLimitsDeps): OutsideLimits {
  const open = new Map<LegId, Open>();
  const now = new Map<string, number>();
  /** When each was dialled, of the last hour. */
  const dialled = new Map<string, number[]>();

  function count(keys: readonly string[], by: 1 | -1): void {
    for (const key of keys) {
      const left = (now.get(key) ?? 0) + by;
      if (left === 0) now.delete(key);
      else now.set(key, left);
    }
  }

  function recent(key: string): number {
    const times = dialled.get(key);
    if (!times) return 0;
    const since = clock.nowMs() - hourMs;
    // In the order in which they were dialled.
    const first = times.findIndex((atMs) => atMs > since);
    if (first === -1) dialled.delete(key);
    else times.splice(0, first);
    return first === -1 ? 0 : times.length;
  }

  function end(leg: LegId): void {
    const known = open.get(leg);
    if (!known) return;
    open.delete(leg);
    count(known.keys, -1);
  }

  function begin(call: Call, leg: Leg, userId: UserId, number: string): void {
    const country = lines.organisation(call.organisationId)?.country ?? 'SE';
    const keys = [call.organisationId, userId, ...(leg.forwardedBy === undefined ? [] : [forwardsOf(userId)])];
    open.set(leg.id, { callId: call.id, keys });
    count(keys, 1);
    const abroad = isAbroad(number, country) ? [abroadOf(call.organisationId), abroadOf(userId)] : [];
    for (const key of [...keys.slice(1), ...abroad])
      dialled.set(key, [...(recent(key) > 0 ? (dialled.get(key) ?? []) : []), clock.nowMs()]);
  }

  return {
    mayDial(organisationId, { number, paidBy, isForward }) {
      const { callsAtOnce, abroadAnHour } = knowledge.outsideLimitsOf(organisationId);
      const country = lines.organisation(organisationId)?.country ?? 'SE';
      const atOnce: (readonly [string, number])[] = [
        [organisationId, callsAtOnce],
        [paidBy, mostOutsideAtOnce],
        ...(isForward ? [[forwardsOf(paidBy), mostForwardsAtOnce] as const] : []),
      ];
      const anHour: (readonly [string, number])[] = [
        [paidBy, mostOutsideAnHour],
        ...(isForward ? [[forwardsOf(paidBy), mostForwardsAnHour] as const] : []),
        ...(isAbroad(number, country)
          ? [[abroadOf(organisationId), abroadAnHour] as const, [abroadOf(paidBy), mostAbroadAnHour] as const]
          : []),
      ];
      const may =
        atOnce.every(([key, most]) => (now.get(key) ?? 0) < most) && anHour.every(([key, most]) => recent(key) < most);
      if (!may) logger.warn({ organisationId, userId: paidBy, isForward }, 'too many calls outside');
      return may;
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
      }
    },
    over(callId) {
      for (const [leg, each] of open) if (each.callId === callId) end(leg);
    },
  };
}

const forwardsOf = (userId: UserId): string => `${userId}/forwards`;
const abroadOf = (id: UserId | OrganisationId): string => `${id}/abroad`;
