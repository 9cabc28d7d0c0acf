/**
 * Session timers (RFC 4028): both sides agree that one of them refreshes the session, so that a dead call is noticed.
 */
export interface SessionTimerLimits {
  /** What we ask for. */
  readonly sessionSeconds: number;
  /** The shortest that we accept (RFC 4028 §4: 90 s). */
  readonly minSeconds: number;
}

export interface SessionTimer {
  readonly seconds: number;
  readonly weRefresh: boolean;
}

export interface SessionExpires {
  readonly seconds: number;
  readonly refresher: 'uac' | 'uas' | null;
}

export function parseSessionExpires(header: string | undefined): SessionExpires | null {
  const [, seconds, parameters] = /^\s*(\d{1,9})\s*(;.*)?$/.exec(header ?? '') ?? [];
  if (seconds === undefined) return null;
  const refresher = /;\s*refresher\s*=\s*(uac|uas)\b/i.exec(parameters ?? '')?.[1]?.toLowerCase();
  return { seconds: Number(seconds), refresher: refresher === 'uac' || refresher === 'uas' ? refresher : null };
}

export type TimerAnswer =
  | { readonly kind: 'tooSmall'; readonly minSeconds: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'agreed'; readonly timer: SessionTimer; readonly headers: readonly string[] };

/** What a UAS answers to a session request or refresh (RFC 4028 §9). */
export function answerSessionTimer(
  asked: SessionExpires | null,
  supported: boolean,
  limits: SessionTimerLimits,
): TimerAnswer {
  if (asked !== null && asked.seconds < limits.minSeconds) {
    // Only who understands 422 gets it; for others we choose a time of our own.
    if (supported) return { kind: 'tooSmall', minSeconds: limits.minSeconds };
  }
  if (!supported) return { kind: 'none' };
  const seconds =
    asked === null
      ? limits.sessionSeconds
      : Math.max(limits.minSeconds, Math.min(asked.seconds, limits.sessionSeconds));
  const refresher = asked?.refresher ?? 'uas';
  return {
    kind: 'agreed',
    timer: { seconds, weRefresh: refresher === 'uas' },
    headers: [`Session-Expires: ${seconds};refresher=${refresher}`, ...(refresher === 'uac' ? ['Require: timer'] : [])],
  };
}

/** What a 2xx to our own request agreed to (RFC 4028 §7.2); null = the other side keeps no timer. */
export function agreedSessionTimer(header: string | undefined): SessionTimer | null {
  const expires = parseSessionExpires(header);
  return expires === null || expires.seconds <= 0
    ? null
    : { seconds: expires.seconds, weRefresh: expires.refresher !== 'uas' };
}

/** When to act: the refresher half-way, the other side a little before the end (RFC 4028 §10). */
export function timerDelayMs(timer: SessionTimer): number {
  const beforeEnd = Math.min(32, timer.seconds / 3);
  return 1000 * (timer.weRefresh ? timer.seconds / 2 : timer.seconds - beforeEnd);
}
