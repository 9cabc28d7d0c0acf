import type { Session } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { EndReason } from '../../contract/calls/end-reason';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import type { DeviceEnrolment, HangUpReason, PlayId, SwitchEvent } from '../port';
import type { Sound } from '../port-sounds';
import type { DialogRegister } from './dialog-register';
import { createLegAudio, type LegAudio, type LegAudioDeps } from './leg-audio';
import { createLegLife } from './leg-life';
import type { LegInput, LegState } from './leg-state';
import type { Endpoint } from './endpoint';
import { createLegWatch, type LegWatch, type LegWatchDeps, type SilenceLimits } from '../leg-watch';
import { createMediaLine, type MediaLine } from './media-line';
import type { FirstOffer, MediaOptions } from './media-session';
import type { Sounds } from '../opus-frames';
import type { RtpPacket } from './rtp';
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
  readonly readFiled: LegAudioDeps['readFiled'];
  readonly mixing: LegAudioDeps['mixing'];
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

/** How a leg ended by itself. */
type LegOutcome = { readonly ended: EndReason } | 'lost';

/** What arrived and dialled legs have in common: state, audio, and the one way to end. */
export interface LegCore {
  readonly id: LegId;
  readonly audio: LegAudio;
  state(): LegState;
  /** False, with nothing changed, when the input does not fit the state. */
  enter(input: Exclude<LegInput, 'end'>): boolean;
  createMedia(first: FirstOffer, endpoint: Endpoint): MediaLine;
  /** The one device that has the leg, and the audio to it; a dialled number may ring at several. */
  use(endpoint: Endpoint, line: MediaLine): void;
  held(on: boolean): void;
  /** The leg can be found by the name of this dialogue, until it ends. */
  knownAs(session: Session, device: DeviceEnrolment, isOurs: boolean): void;
  /** Ends the leg once; null tells nobody, because the switch was asked to end it. */
  finish(outcome: LegOutcome | null): boolean;
  checkMedia(): void;
  /** To be called when the leg ends. */
  onFinish(cleanUp: () => void): void;
  /** Set by the owner: says BYE to a device that has gone silent. */
  onSilent(sayGoodbye: () => void): void;
}

type AudioDeps = Pick<LegDeps, 'clock' | 'ticker' | 'sounds' | 'readFiled' | 'mixing' | 'emit'>;

/** The audio of a leg, which tells its events as that leg's. */
export const audioOfLeg = ({ clock, ticker, sounds, readFiled, mixing, emit }: AudioDeps, leg: LegId): LegAudio =>
  createLegAudio({
    clock,
    ticker,
    sounds,
    readFiled,
    mixing,
    onDigit: (digit) => emit({ type: 'digit', leg, digit }),
    onPlayFinished: (id) => emit({ type: 'playFinished', leg, id }),
  });

/** The watch over a leg, which tells its events as that leg's; what is lost is the owner's to end. */
const watchOfLeg = (
  { silence, emit }: Pick<LegDeps, 'silence' | 'emit'>,
  leg: LegId,
  { socket, onLost }: Pick<LegWatchDeps, 'socket' | 'onLost'>,
): LegWatch =>
  createLegWatch({
    limits: silence,
    socket,
    onMedia: () => emit({ type: 'legMedia', leg }),
    onStalled: (everHeard) => emit({ type: 'legStalled', leg, ...(everHeard ? {} : { neverHeard: true }) }),
    onResumed: () => emit({ type: 'legResumed', leg }),
    onLost,
  });

/** A way to a device of the leg; a dialled leg has several until one answers. */
const mediaOfLeg = (
  { media, clock, logger }: Pick<LegDeps, 'media' | 'clock' | 'logger'>,
  leg: LegId,
  first: FirstOffer,
  deviceAddress: () => string,
  onPacket: (packet: RtpPacket) => void,
): MediaLine =>
  createMediaLine(
    { ...media, deviceAddress },
    clock,
    {
      onPacket,
      onOpen: () => logger.debug({ leg }, 'media open'),
      onFailed: () => logger.info({ leg }, 'media connection failed'),
    },
    first,
  );

const endOfLeg = (leg: LegId, outcome: LegOutcome): SwitchEvent =>
  outcome === 'lost' ? { type: 'legLost', leg } : { type: 'legEnded', leg, reason: outcome.ended };

export function createLegCore(deps: LegDeps, id: LegId, initial: LegState): LegCore {
  const life = createLegLife(deps.logger, id, initial);
  let line: MediaLine | null = null;
  let endpoint: Endpoint | null = null;
  let sayGoodbye: () => void = () => undefined;
  const watch = watchOfLeg(deps, id, {
    socket: () => endpoint?.socket() ?? { isOpen: true, sinceMs: 0, isSuperseded: false },
    onLost() {
      sayGoodbye();
      core.finish('lost');
    },
  });
  const audio = audioOfLeg(deps, id);
  life.onEnd(() => audio.close());

  const core: LegCore = {
    id,
    audio,
    state: life.state,
    enter(input) {
      if (!life.enter(input)) return false;
      if (life.state() === 'up') watch.answered(deps.listening.nowMs());
      return true;
    },
    createMedia(first, { address }) {
      const media: MediaLine = mediaOfLeg(deps, id, first, address, (packet) => {
        if (media !== line) return;
        watch.packet(deps.listening.nowMs());
        audio.receive(packet);
      });
      life.onEnd(() => media.close());
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
    knownAs: (session, device, isOurs) => life.onEnd(deps.dialogs.add({ leg: id, device, session, isOurs })),
    finish(outcome) {
      if (!life.end()) return false;
      deps.onGone(id);
      if (outcome !== null) deps.emit(endOfLeg(id, outcome));
      return true;
    },
    checkMedia() {
      if (life.state() !== 'up') return;
      audio.keepAlive(deps.clock.nowMs());
      watch.check(deps.listening.nowMs());
    },
    onFinish: life.onEnd,
    onSilent: (action) => void (sayGoodbye = action),
  };
  return core;
}
