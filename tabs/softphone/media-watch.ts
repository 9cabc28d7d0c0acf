import type { MediaPath, MediaSample, RestartOutcome, SoundEvents, SoundWatch } from './ports';

/**
 * Often enough that a stall is seen in good time, seldom enough to cost nothing (getStats of one receiver takes below 1
 * ms).
 */
const lookEveryMs = 250;
/**
 * Audio comes every 20 ms, silence included. A hidden page may look only once a second (Chrome's timer throttling), so
 * a stall is acted upon after 1.4–1.65 s in view and at most 2.4 s hidden: below 0.35 × the 7.0 s that Chrome takes to
 * say `disconnected` (goal B13).
 */
const stallMs = 1_400;
/**
 * After the network changed or the machine woke: enough for what was on its way, and for one packet that went missing.
 */
const suspectStallMs = 400;
const suspectForMs = 3_000;
/** A new session may be up before its first packet is: DTLS takes its time. */
const firstPacketMs = 4_000;
/**
 * A restart that succeeds is over by then: a person is told only of what lasts, since the other side may simply be
 * muted.
 */
const tellAfterMs = 2_500;
/** Within this time after the answer the new path is up, or being set up. */
const settledMs = 600;
/** A restart itself takes about 0.3 s with a new DTLS association, more on a busy machine. */
const underWayMs = 1_000;
/**
 * A way may look good and lead nowhere (keys of two associations mixed up, a NAT that forgot one direction): a new one
 * now and then costs little.
 */
const quietAgainMs = 10_000;
/**
 * The wait for sound doubles while nothing comes of it: 1.5, 2, 3, 5, 9, then 16 s. A network that is back says so and
 * waits for nothing (`suspect`), while on a very busy computer each restart would put an end to the one that is nearly
 * done.
 */
const pauseMs = (attempts: number): number => Math.min(16_000, 1_000 + 500 * 2 ** (attempts - 1));

export interface MediaWatchOptions extends Omit<SoundEvents, 'onQuality'> {
  readonly sample: () => Promise<MediaSample | null>;
  readonly path: () => MediaPath;
  readonly restart: () => Promise<RestartOutcome>;
  readonly onSample: (sample: MediaSample) => void;
}

/**
 * Sees that no audio comes any more, long before the browser says so, and asks for a new path.
 *
 *     flowing ──nothing comes──► stalled ──restart──► asked ──audio──► flowing
 *                                   ▲                   │ └─path is up, still no audio──► quiet ──audio──► flowing
 *                                   └──────pause is over┘                                   │
 *     stalled ──`gone`──► lost      └────────────────────path is not up─────────────────────┘
 *
 * `quiet`: the way is proven good and nobody sends, as far as can be seen; it is asked again each 10 s, and nobody is
 * told.
 */
export function createMediaWatch(options: MediaWatchOptions): SoundWatch {
  const { clock, path, log } = options;
  const startedAtMs = clock.nowMs();
  let state: 'flowing' | 'stalled' | 'asked' | 'quiet' | 'lost' = 'flowing';
  let attempts = 0;
  let nextAtMs = 0;
  let askedAtMs = 0;
  let suspiciousUntilMs = 0;
  let told = false;
  let wasQuiet = false;
  let looking = false;
  let restarting = false;
  let disposed = false;
  let cancel = clock.after(lookEveryMs, tick);

  function tick(): void {
    if (disposed) return;
    cancel = clock.after(lookEveryMs, tick);
    look();
  }

  function look(): void {
    if (looking || disposed) return;
    looking = true;
    options.sample().then(
      (sample) => {
        looking = false;
        if (disposed || sample === null) return;
        options.onSample(sample);
        judge(sample);
      },
      () => (looking = false),
    );
  }

  function judge({ silentMs }: MediaSample): void {
    const nowMs = clock.nowMs();
    const patienceMs = nowMs < suspiciousUntilMs ? suspectStallMs : stallMs;
    const silent = silentMs === null ? nowMs - startedAtMs > firstPacketMs : silentMs > patienceMs;
    if (!silent && path() !== 'down') return move('flowing');
    if (state === 'flowing') move('stalled');
    if (state === 'asked' && path() === 'up' && nowMs - askedAtMs >= settledMs) {
      move('quiet');
      nextAtMs = askedAtMs + quietAgainMs;
    }
    if (state === 'asked' && nowMs >= nextAtMs) move('stalled');
    if (state === 'quiet' && path() !== 'up') {
      nextAtMs = 0;
      move('stalled');
    }
    if (state === 'quiet' && nowMs >= nextAtMs) move('stalled');
    if (state === 'stalled' && !restarting && nowMs >= nextAtMs) ask(silentMs);
    const looksGood = state === 'quiet' || (wasQuiet && path() === 'up');
    if (!looksGood && (silentMs ?? tellAfterMs) >= tellAfterMs) tell(true);
  }

  function tell(stalled: boolean): void {
    if (told === stalled || state === 'lost') return;
    told = stalled;
    options.onStalled(stalled);
  }

  function ask(silentMs: number | null): void {
    restarting = true;
    attempts += 1;
    options.restart().then(
      (outcome) => {
        restarting = false;
        if (disposed || state !== 'stalled') return;
        // Not sent at all: asked again at the next look, as soon as it is possible.
        if (outcome === 'later') return void (attempts -= 1);
        log(
          `media: nothing for ${silentMs === null ? 'ever' : `${Math.round(silentMs)} ms`}, restart ` +
            `${attempts}: ${outcome}`,
        );
        if (outcome === 'gone') {
          move('lost');
          return options.onLost();
        }
        askedAtMs = clock.nowMs();
        nextAtMs = askedAtMs + pauseMs(attempts);
        move('asked');
      },
      (error: unknown) => {
        restarting = false;
        log(`media: restart failed: ${String(error)}`);
        nextAtMs = clock.nowMs() + pauseMs(attempts);
      },
    );
  }

  function move(next: typeof state): void {
    if (state === next || state === 'lost') return;
    state = next;
    if (next === 'quiet') wasQuiet = true;
    if (next === 'flowing') {
      wasQuiet = false;
      attempts = 0;
      nextAtMs = 0;
    }
    if (next === 'flowing' || next === 'quiet') tell(false);
  }

  return {
    look,
    suspect() {
      suspiciousUntilMs = clock.nowMs() + suspectForMs;
      const underWay = state === 'asked' && clock.nowMs() - askedAtMs < underWayMs;
      if (!underWay) {
        nextAtMs = 0;
        if (state === 'quiet' || state === 'asked') state = 'stalled';
      }
      look();
    },
    dispose() {
      disposed = true;
      cancel();
    },
  };
}
