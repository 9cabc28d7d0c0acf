/** How long a leg may be silent on the wire, milliseconds. */
export interface SilenceLimits {
  /** An answered leg from which nothing has come yet is stalled: whoever waits to hear it is told so. */
  readonly firstPacketMs: number;
  /**
   * An answered leg that has never sent anything is lost. Long after it is stalled: a very busy device takes its time
   * for ICE and DTLS.
   */
  readonly neverSentMs: number;
  /** A leg that has sent before is stalled: a frame each 20 ms is due. */
  readonly stalledMs: number;
  /** The same when its socket is gone too. */
  readonly stalledWithoutSocketMs: number;
  /** From the last sign of life to giving it up: it may come back by itself or by an ICE restart. */
  readonly lostMs: number;
}

export const silenceLimits: SilenceLimits = {
  firstPacketMs: 2500,
  neverSentMs: 30_000,
  stalledMs: 2000,
  stalledWithoutSocketMs: 300,
  lostMs: 30_000,
};

/** The way to the leg's device as its endpoint knows it. */
export interface SocketState {
  readonly isOpen: boolean;
  /** Since when it is as it is, epoch milliseconds. */
  readonly sinceMs: number;
  /** Another run of the device's program has registered: what the leg belongs to will not come back. */
  readonly isSuperseded: boolean;
}

export interface LegWatchDeps {
  readonly limits: SilenceLimits;
  readonly socket: () => SocketState;
  readonly onMedia: () => void;
  /** @param everHeard false: nothing has come from it since it was answered */
  readonly onStalled: (everHeard: boolean) => void;
  readonly onResumed: () => void;
  readonly onLost: () => void;
}

/**
 * Whether an answered leg can be heard.
 *
 *     waiting ── first packet (onMedia) ──► flowing ── silence (onStalled) ──► stalled
 *        │                                     ▲       packet (onResumed)         │
 *        │ nothing comes (onStalled)           ├───────────────────────────────────┤
 *        ▼                                     │                                  │
 *     unheard ── packet (onResumed, onMedia) ──┘                                  │
 *        └── never sent ──► lost ◄── no sign of life for long, or superseded ─────┘
 *
 * An offer of new media is no sign of life: only packets are.
 * While the device has us on hold it need not send, and nothing counts but its socket.
 */
export interface LegWatch {
  answered(nowMs: number): void;
  /** It was answered, and heard, before we were there. */
  takenUp(nowMs: number): void;
  packet(nowMs: number): void;
  held(on: boolean, nowMs: number): void;
  /** To be called some times a second. */
  check(nowMs: number): void;
}

export function createLegWatch(deps: LegWatchDeps): LegWatch {
  const { limits } = deps;
  let state: 'unanswered' | 'waiting' | 'unheard' | 'flowing' | 'stalled' = 'unanswered';
  let held = false;
  /** The last packet, or when silence began to count. */
  let heardMs = 0;

  function checkSilence(nowMs: number, socket: SocketState): void {
    const silentMs = nowMs - heardMs;
    if (state === 'waiting' && silentMs >= limits.firstPacketMs) {
      state = 'unheard';
      deps.onStalled(false);
    }
    if (state === 'waiting' || state === 'unheard') {
      if (silentMs >= limits.neverSentMs) deps.onLost();
      return;
    }
    if (silentMs < (socket.isOpen && !socket.isSuperseded ? limits.stalledMs : limits.stalledWithoutSocketMs)) return;
    if (socket.isSuperseded) return deps.onLost();
    if (state === 'flowing') {
      state = 'stalled';
      deps.onStalled(true);
    }
    // A device that has just come back gets its time to restart ICE.
    if (nowMs - Math.max(heardMs, socket.sinceMs) >= limits.lostMs) deps.onLost();
  }

  return {
    answered(nowMs) {
      state = 'waiting';
      heardMs = nowMs;
    },
    takenUp(nowMs) {
      state = 'flowing';
      heardMs = nowMs;
    },
    packet(nowMs) {
      const before = state;
      if (before === 'unanswered') return;
      heardMs = nowMs;
      state = 'flowing';
      if (before === 'stalled' || before === 'unheard') deps.onResumed();
      if (before === 'waiting' || before === 'unheard') deps.onMedia();
    },
    held(on, nowMs) {
      held = on;
      heardMs = nowMs;
    },
    check(nowMs) {
      if (state === 'unanswered') return;
      const socket = deps.socket();
      if (!held) return checkSilence(nowMs, socket);
      if (!socket.isOpen && (socket.isSuperseded || nowMs - socket.sinceMs >= limits.lostMs)) deps.onLost();
    },
  };
}
