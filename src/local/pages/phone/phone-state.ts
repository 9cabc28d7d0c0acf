/**
 * State of a phone page (`data-call-state` on `main`).
 *
 *     idle ──► calling ──► active ◄──► held
 *       └────► ringing ──────┘  all of them may go to ended, and from there to calling or ringing again
 */
export type PhoneCallState = 'idle' | 'calling' | 'ringing' | 'active' | 'held' | 'ended';

/** Why a call ended, as pages put it into words. */
export type EndReason =
  | 'transferred'
  | 'noAnswer'
  | 'hungUp'
  | 'notAllowed'
  | 'noSuchNumber'
  | 'unreachable'
  | 'busy'
  | 'cancelled'
  | 'noCommonAudio'
  | 'broken'
  | 'unavailable'
  | 'declined';

export interface PhoneSnapshot {
  /** Whether the switch knows this phone and can call it. */
  readonly registered: boolean;
  readonly state: PhoneCallState;
  /** The other side's number, null = anonymous; `undefined` when there has been no call. */
  readonly other: string | null | undefined;
  readonly otherName: string | null;
  /** The other side has said that it rings there. */
  readonly otherRings: boolean;
  /** Why the last call ended; a status that says nothing to people is a number. */
  readonly reason: EndReason | number | null;
  readonly answeredAtMs: number | null;
  /** How the transfer goes that this phone asked for (REFER). */
  readonly transfer: 'none' | 'asked' | 'failed';
}

export const idlePhone: PhoneSnapshot = {
  registered: false,
  state: 'idle',
  other: undefined,
  otherName: null,
  otherRings: false,
  reason: null,
  answeredAtMs: null,
  transfer: 'none',
};

const reasonOfStatus: Readonly<Record<number, EndReason>> = {
  403: 'notAllowed',
  404: 'noSuchNumber',
  408: 'noAnswer',
  480: 'unreachable',
  486: 'busy',
  487: 'cancelled',
  488: 'noCommonAudio',
  500: 'broken',
  503: 'unavailable',
  600: 'busy',
  603: 'declined',
};

/** What a caller is told about a final response (RFC 3261 §21). */
export const reasonOf = (status: number): EndReason | number => reasonOfStatus[status] ?? status;

/** Number and name in a caller's From header; both null when the caller hides them (RFC 3323). */
export function callerOf(
  user: string | undefined,
  displayName: string | undefined,
  host: string,
): { readonly number: string | null; readonly name: string | null } {
  const anonymous = user === undefined || user === 'anonymous' || host === 'anonymous.invalid';
  return {
    number: anonymous ? null : user,
    name: anonymous || displayName === undefined || displayName === '' ? null : displayName,
  };
}

/** Status code in the body of a NOTIFY about a transfer (message/sipfrag, RFC 3515 §2.4.5); null = it has none. */
export function sipfragStatus(body: string): number | null {
  const status = /^SIP\/2\.0 (\d{3})\b/.exec(body)?.[1];
  return status === undefined ? null : Number(status);
}
