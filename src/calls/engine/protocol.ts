import type { CallOutcome } from '../../contract/calls';
import type { EndReason, ErrorCode } from '../../contract/errors';
import type { CallId, LegId, OrganisationId, UserId } from '../../contract/ids';
import type { Command } from '../../contract/realtime';
import type { DialOptions, DialTarget, HangUpReason } from '../../switch/port';
import type { Call, PartyIdentity, PlanStep, RingTarget, Side } from './call';

/** The leg that the caller began, as the switch announced it. */
export interface CallerLeg extends Partial<RingTarget> {
  readonly leg: LegId;
}

/** What can happen to a call. */
export type Input =
  | {
      readonly type: 'start';
      readonly callId: CallId;
      readonly organisationId: OrganisationId;
      readonly from: CallerLeg;
      readonly caller: PartyIdentity;
      readonly callee: PartyIdentity;
      readonly plan: readonly PlanStep[];
      readonly shownNumber: string | null;
    }
  | { readonly type: 'legRinging'; readonly leg: LegId }
  | { readonly type: 'legAnswered'; readonly leg: LegId }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly reason: EndReason }
  | { readonly type: 'legLost'; readonly leg: LegId }
  | { readonly type: 'legHeld'; readonly leg: LegId; readonly held: boolean }
  /** A device of the callee came up while the call rings: it rings too. */
  | { readonly type: 'deviceAppeared'; readonly userId: UserId; readonly target: RingTarget }
  | { readonly type: 'timer'; readonly timer: TimerName }
  | { readonly type: 'command'; readonly userId: UserId; readonly command: Command }
  /** The same two people are talking in another call: this one, still ringing, has lost its point. */
  | { readonly type: 'superseded' }
  /** The server stopped while the call was up, and the switch with it. */
  | { readonly type: 'interrupted' };

export type TimerName = 'step';

export interface HistoryRecord {
  readonly userId: UserId;
  readonly side: Side;
  readonly outcome: CallOutcome;
  readonly endReason: EndReason;
}

/** What has to be done about it. Switch operations carry the names of the port. */
export type Effect =
  | { readonly type: 'dial'; readonly leg: LegId; readonly target: DialTarget; readonly options: DialOptions }
  | { readonly type: 'ring' | 'answer' | 'unbridge'; readonly leg: LegId }
  | { readonly type: 'hangUp'; readonly leg: LegId; readonly reason: HangUpReason }
  | { readonly type: 'bridge'; readonly leg: LegId; readonly with: LegId }
  | { readonly type: 'music' | 'mute'; readonly leg: LegId; readonly on: boolean }
  | { readonly type: 'sendDigits'; readonly leg: LegId; readonly digits: string }
  | { readonly type: 'startTimer'; readonly timer: TimerName; readonly ms: number }
  | { readonly type: 'stopTimer'; readonly timer: TimerName }
  | { readonly type: 'history'; readonly record: HistoryRecord };

/** The world as far as the engine may see it. */
export interface Context {
  readonly nowMs: number;
  newLegId(): LegId;
}

/** A refused input changed nothing. An input that no longer matters gives the same call and no effects. */
export type Decision =
  | { readonly refused?: never; readonly call: Call; readonly effects: readonly Effect[] }
  | { readonly refused: ErrorCode; readonly detail: string };
