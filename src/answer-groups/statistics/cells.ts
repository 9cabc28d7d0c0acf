import { answerWithinMs } from '../../contract/answer-groups/figures';
import type { AnswerGroupId, UserId } from '../../contract/ids';
import type { Event } from '../distributor/protocol';

/** What is counted. */
export type CellKind =
  | 'entered'
  | 'answered'
  | 'abandoned'
  | 'short'
  | 'overflowed'
  | 'calledBack'
  | 'callbackLost'
  | 'closed'
  | 'talked'
  | 'handled'
  | 'missed'
  | 'declined';

/** Events of one kind, in one part of a time: as many, and how long they took. */
export interface Cell {
  readonly groupId: AnswerGroupId;
  readonly kind: CellKind;
  /** Why callers went on elsewhere. */
  readonly reason: string | null;
  /** After more than `answerWithinMs`. */
  readonly isLate: boolean;
  /** Null also where the person has been erased. */
  readonly userId: UserId | null;
  readonly count: number;
  /** Waited, talked or in wrap-up. */
  readonly ms: number;
  readonly heldMs: number;
  readonly longestMs: number;
}

/** What happened took its time: it belongs to the part of the day in which it began. */
export function beganAtMs(event: Event): number {
  switch (event.event) {
    case 'over':
      return event.atMs - event.waitedMs;
    case 'talked':
      return event.atMs - event.talkMs;
    case 'handled':
      return event.atMs - event.wrapUpMs;
    default:
      return event.atMs;
  }
}

/** One event as it is counted; null = it is not. `readCells` says the same in SQL. */
export function cellOf(event: Event): Cell | null {
  if (event.event === 'agent' || event.event === 'callbackAsked') return null;
  const { groupId } = event;
  const cell = { groupId, reason: null, isLate: false, userId: null, count: 1, ms: 0, heldMs: 0, longestMs: 0 };
  switch (event.event) {
    case 'entered':
      return { ...cell, kind: 'entered' };
    case 'over':
      return overCell(cell, event);
    case 'talked':
      return { ...cell, kind: 'talked', userId: event.userId, ms: event.talkMs, heldMs: event.heldMs };
    case 'handled':
      return { ...cell, kind: 'handled', userId: event.userId, ms: event.wrapUpMs };
    default:
      return { ...cell, kind: event.event, userId: event.userId };
  }
}

function overCell(cell: Omit<Cell, 'kind'>, event: Extract<Event, { event: 'over' }>): Cell {
  const { waitedMs } = event;
  const over = { ...cell, isLate: waitedMs > answerWithinMs, ms: waitedMs, longestMs: waitedMs };
  switch (event.outcome) {
    case 'answered':
      return { ...over, kind: 'answered', userId: event.by };
    case 'abandoned':
      return { ...over, kind: event.isShort ? 'short' : 'abandoned' };
    case 'overflowed':
      return { ...over, kind: 'overflowed', reason: event.reason };
    case 'callback':
      return { ...over, kind: event.by === null ? 'callbackLost' : 'calledBack', userId: event.by };
    case 'closed':
      return { ...over, kind: 'closed' };
  }
}
