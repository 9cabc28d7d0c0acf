import type { CallId, LegId } from '../contract/ids';
import { counter, gauge, histogram, type Measure } from '../metrics/measures';
import type { Clock } from '../ports/clock';
import type { SwitchEvent } from '../switch/port';
import type { Call, PartyState } from './engine/call';
import { liveLegs } from './engine/call-facts';

/** Told of calls and of what the switch says; figures only, nobody's name or number. */
export interface CallMetrics {
  readonly measures: readonly Measure[];
  /** A call is as given now. */
  follow(call: Call): void;
  over(callId: CallId): void;
  heard(event: SwitchEvent): void;
  /** A window has measured its sound: the rating R of ITU-T G.107. */
  sounded(rating: number): void;
}

interface Counted {
  readonly isRung: boolean;
  readonly isEnded: boolean;
}

/** Annex B of ITU-T G.107: nearly all are dissatisfied, many, some; all are satisfied, very. */
const ratings = [50, 60, 70, 80, 90, 100];
const seconds = [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10];

export function createCallMetrics(clock: Pick<Clock, 'nowMs'>, all: () => readonly Call[]): CallMetrics {
  const ended = counter('vaxel_calls_ended_total', 'Calls by way, whether they were answered, and why they ended', [
    'way',
    'result',
    'reason',
  ]);
  const ring = histogram('vaxel_call_ringing_seconds', 'From the wish to call to the first phone that rings', seconds);
  const media = histogram(
    'vaxel_call_media_seconds',
    'From the answer of a phone to its first packet of sound',
    seconds,
  );
  const trouble = counter('vaxel_leg_trouble_total', 'Legs that went silent, were never heard, came back, were lost', [
    'what',
  ]);
  const sound = histogram('vaxel_call_sound_rating', 'How windows hear their calls, rating R of ITU-T G.107', ratings);
  const known = new Map<CallId, Counted>();
  const answeredMs = new Map<LegId, number>();

  function follow(call: Call): void {
    const before = known.get(call.id) ?? { isRung: false, isEnded: false };
    const isRung = before.isRung || call.legs.some((leg) => leg.side === 'callee' && leg.state === 'ringing');
    const isEnded = call.state === 'ended';
    if (isRung && !before.isRung) ring.observe(Math.max(0, clock.nowMs() - call.startedAtMs) / 1_000);
    if (isEnded && !before.isEnded) ended.inc(labelsOf(call));
    known.set(call.id, { isRung, isEnded });
    // We have ended it ourselves, which no event tells.
    for (const leg of call.legs) if (leg.state === 'ended') answeredMs.delete(leg.id);
  }

  function heard(event: SwitchEvent): void {
    if (event.type === 'legAnswered') answeredMs.set(event.leg, clock.nowMs());
    if (event.type === 'legStalled') trouble.inc({ what: event.neverHeard === true ? 'neverHeard' : 'silent' });
    if (event.type === 'legResumed') trouble.inc({ what: 'resumed' });
    if (event.type === 'legLost') trouble.inc({ what: 'lost' });
    if (event.type === 'legMedia') {
      const sinceMs = answeredMs.get(event.leg);
      if (sinceMs !== undefined) media.observe((clock.nowMs() - sinceMs) / 1_000);
    }
    if (event.type === 'legMedia' || event.type === 'legEnded' || event.type === 'legLost')
      answeredMs.delete(event.leg);
  }

  return {
    measures: [
      ...[ended, ring, media, trouble, sound],
      gauge('vaxel_calls', 'Calls now', () => byState(all()), ['state']),
      gauge('vaxel_legs', 'Legs now', () => all().reduce((sum, call) => sum + liveLegs(call).length, 0)),
    ],
    follow,
    over: (callId) => void known.delete(callId),
    heard,
    sounded: (rating) => sound.observe(rating),
  };
}

const labelsOf = (call: Call) => ({
  way: wayOf(call),
  result: call.answeredAtMs === null ? 'unanswered' : 'answered',
  reason: call.endReason ?? 'unknown',
});

/** As the company sees it. What was transferred counts by who takes part at the end. */
function wayOf({ caller, callee, endReason }: Call): string {
  if (endReason === 'unknownNumber') return 'nowhere';
  if (callee.kind === 'service') return 'service';
  if (caller.kind === 'outside') return callee.kind === 'outside' ? 'through' : 'in';
  return callee.kind === 'outside' ? 'out' : 'internal';
}

/** Both words are always there, so that a graph has no holes. */
function byState(calls: readonly Call[]): (readonly [{ state: string }, number])[] {
  const isHeld = ({ holding, deviceHolding }: PartyState) => holding || deviceHolding;
  const held = calls.filter(({ caller, callee }) => isHeld(caller) || isHeld(callee)).length;
  const ringing = calls.filter(({ state }) => state === 'ringing').length;
  return [
    [{ state: 'ringing' }, ringing],
    [{ state: 'held' }, held],
    [{ state: 'talking' }, Math.max(0, calls.length - ringing - held)],
  ];
}
