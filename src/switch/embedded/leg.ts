import type { Session } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { EndReason } from '../../contract/calls/end-reason';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import type { DeviceEnrolment, HangUpReason, PlayId, Sound, SwitchEvent } from '../port';
import type { DialogRegister } from './dialog-register';
import { createLegAudio, type LegAudio } from './leg-audio';
import { allows, nextLegState, type LegInput, type LegState } from './leg-state';
import type { Endpoint } from './endpoint';
import { createLegWatch, type SilenceLimits } from './leg-watch';
import { createMediaLine, type MediaLine } from './media-line';
import type { FirstOffer, MediaOptions } from './media-session';
import type { Sounds } from './opus-frames';
import type { SessionTimerLimits } from './session-timer';
import type { Ticker } from './ticker';

/** What the legs of one switch share. */
export interface LegDeps {
  readonly clock: Clock;
  /** Of every deadline that judges a device. */
  readonly listening: Clock;
  /** When the device said something last, on that clock. */
  readonly heardMs: (deviceId: DeviceId) => number;
  readonly logger: Logger;
  readonly ticker: Ticker;
  readonly sounds: Sounds;
  readonly media: MediaOptions;
  readonly sessionTimer: SessionTimerLimits;
  readonly silence: SilenceLimits;
  readonly dialogs: DialogRegister;
  readonly emit: (event: SwitchEvent) => void;
  /** The leg has ended; called before the event that tells it. */
  readonly onGone: (leg: LegId) => void;
}

/** One leg as the switch drives it. Every operation is harmless when it does not fit the leg's state. */
export interface Leg {
  readonly id: LegId;
  readonly audio: LegAudio;
  ring(): void;
  answer(): void;
  hangUp(reason: HangUpReason): void;
  play(sounds: readonly Sound[], id: PlayId): void;
  reportTransfer(outcome: 'connected' | 'failed'): void;
  /** Called from time to time: is the device still sending? */
  checkMedia(): void;
}

/** What arrived and dialled legs have in common: state, audio, and the one way to end. */
export interface LegCore {
  readonly id: LegId;
  readonly audio: LegAudio;
  state(): LegState;
  /** False, with nothing changed, when the input does not fit the state. */
  enter(input: Exclude<LegInput, 'end'>): boolean;
  createMedia(first: FirstOffer): MediaLine;
  /** The one device that has the leg, and the audio to it; a dialled number may ring at several. */
  use(endpoint: Endpoint, line: MediaLine): void;
  held(on: boolean): void;
  /** The leg can be found by the name of this dialogue, until it ends. */
  knownAs(session: Session, device: DeviceEnrolment, isOurs: boolean): void;
  /** Ends the leg once; null tells nobody, because the switch was asked to end it. */
  finish(outcome: { ended: EndReason } | 'lost' | null): boolean;
  checkMedia(): void;
  /** To be called when the leg ends. */
  onFinish(cleanUp: () => void): void;
  /** Set by the owner: says BYE to a device that has gone silent. */
  onSilent(sayGoodbye: () => void): void;
}

/** The audio of a leg, which tells its events as that leg's. */
export const audioOfLeg = (
  { clock, ticker, sounds, emit }: Pick<LegDeps, 'clock' | 'ticker' | 'sounds' | 'emit'>,
  leg: LegId,
): LegAudio =>
  createLegAudio({
    clock,
    ticker,
    sounds,
    onDigit: (digit) => emit({ type: 'digit', leg, digit }),
    onPlayFinished: (id) => emit({ type: 'playFinished', leg, id }),
  });

export function createLegCore(deps: LegDeps, id: LegId, initial: LegState): LegCore {
  let state = initial;
  let line: MediaLine | null = null;
  let endpoint: Endpoint | null = null;
  let sayGoodbye: () => void = () => undefined;
  const cleanUps: (() => void)[] = [];
  const watch = createLegWatch({
    limits: deps.silence,
    socket: () => endpoint?.socket() ?? { isOpen: true, sinceMs: 0, isSuperseded: false },
    onMedia: () => deps.emit({ type: 'legMedia', leg: id }),
    onStalled: (everHeard) => deps.emit({ type: 'legStalled', leg: id, ...(everHeard ? {} : { neverHeard: true }) }),
    onResumed: () => deps.emit({ type: 'legResumed', leg: id }),
    onLost() {
      sayGoodbye();
      core.finish('lost');
    },
  });
  const audio = audioOfLeg(deps, id);

  const core: LegCore = {
    id,
    audio,
    state: () => state,
    enter(input) {
      if (!allows(state, input)) {
        deps.logger.debug({ leg: id, state, input }, 'refused: does not fit the state of the leg');
        return false;
      }
      state = nextLegState(state, input);
      if (state === 'up') watch.answered(deps.listening.nowMs());
      return true;
    },
    createMedia(first) {
      const media: MediaLine = createMediaLine(
        deps.media,
        deps.clock,
        {
          onPacket(packet) {
            if (media !== line) return;
            watch.packet(deps.listening.nowMs());
            audio.receive(packet);
          },
          onOpen: () => deps.logger.debug({ leg: id }, 'media open'),
          onFailed: () => deps.logger.info({ leg: id }, 'media connection failed'),
        },
        first,
      );
      core.onFinish(() => media.close());
      return media;
    },
    use(owner, used) {
      endpoint = owner;
      line = used;
      audio.use(used);
    },
    held(on) {
      watch.held(on, deps.listening.nowMs());
      audio.deafen(on);
      deps.emit({ type: 'legHeld', leg: id, held: on });
    },
    knownAs: (session, device, isOurs) => core.onFinish(deps.dialogs.add({ leg: id, device, session, isOurs })),
    finish(outcome) {
      if (!allows(state, 'end')) return false;
      state = nextLegState(state, 'end');
      audio.close();
      for (const cleanUp of cleanUps.splice(0)) cleanUp();
      deps.onGone(id);
      if (outcome === 'lost') deps.emit({ type: 'legLost', leg: id });
      else if (outcome !== null) deps.emit({ type: 'legEnded', leg: id, reason: outcome.ended });
      return true;
    },
    checkMedia() {
      if (state !== 'up') return;
      audio.keepAlive(deps.clock.nowMs());
      watch.check(deps.listening.nowMs());
    },
    onFinish(cleanUp) {
      if (state === 'ended') cleanUp();
      else cleanUps.push(cleanUp);
    },
    onSilent: (action) => void (sayGoodbye = action),
  };
  return core;
}
