import { randomInt } from 'node:crypto';
import type { LegId } from '../../contract/ids';
import { finalResponse, reasonOfResponse } from '../causes';
import type { HangUpReason } from '../port';
import { audioOfLeg, type Leg, type LegDeps } from './leg';
import type { LegAudio } from './leg-audio';
import { allows, nextLegState, type LegInput, type LegState } from './leg-state';
import { offered, type AudioPath } from './media-session';

export type LocalPairDeps = Pick<LegDeps, 'clock' | 'ticker' | 'sounds' | 'readFiled' | 'mixing' | 'emit' | 'onGone'>;

export interface LocalPairIds {
  readonly dialled: LegId;
  readonly arrived: LegId;
}

export interface LocalPair {
  /** The leg that was asked for. */
  readonly dialled: Leg;
  /** The other end: a leg that arrives, as if the outside world had begun it. */
  readonly arrived: Leg;
}

/** What one end of a pair is made of. */
interface End {
  readonly id: LegId;
  readonly audio: LegAudio;
  state(): LegState;
  /** False, with nothing changed, when the input does not fit the state. */
  enter(input: Exclude<LegInput, 'end'>): boolean;
  /** Ends this end once; tells nobody. */
  finish(): boolean;
}

/**
 * Two legs without a device, end to end: how a call leaves one organisation and arrives at another on the same switch.
 * Each is the leg of its own call. What one is told to do the other tells as its event, and what one is sent the other
 * says;
 * neither call sees more of the other than it would through the telephone network.
 *
 *     call of one ── hear ── dialled ═══ arrived ── hear ── call of the other
 *
 * Events come in a later turn of the loop than the operation that caused them, as those of a device do.
 */
export function createLocalPair(deps: LocalPairDeps, ids: LocalPairIds): LocalPair {
  const near = createEnd(deps, ids.dialled, 'dialling');
  const far = createEnd(deps, ids.arrived, 'arrived');
  near.audio.use(pathTo(far, () => near.state() === 'up'));
  far.audio.use(pathTo(near, () => far.state() === 'up'));

  function ring(): void {
    if (!far.enter('ring')) return;
    queueMicrotask(() => {
      if (near.enter('otherRings')) deps.emit({ type: 'legRinging', leg: near.id });
    });
  }

  function answer(): void {
    if (!far.enter('answer')) return;
    queueMicrotask(() => {
      if (far.state() !== 'answering' || !near.enter('otherAnswers')) return;
      far.enter('acknowledged');
      for (const type of ['legAnswered', 'legMedia'] as const) {
        for (const { id } of [near, far]) deps.emit({ type, leg: id });
      }
    });
  }

  function hangUp(end: End, reason: HangUpReason): void {
    // A caller who gives up says no more than that (CANCEL).
    const isGivenUp = end === near && end.state() !== 'up';
    if (!end.finish()) return;
    const { status, reasonHeader } = finalResponse(isGivenUp ? 'cancelled' : reason);
    const told = reasonOfResponse(status, reasonHeader);
    const other = end === near ? far : near;
    queueMicrotask(() => {
      if (other.finish()) deps.emit({ type: 'legEnded', leg: other.id, reason: told });
    });
  }

  const asLeg = (end: End, operations: Pick<Leg, 'ring' | 'answer'>): Leg => ({
    id: end.id,
    audio: end.audio,
    ...operations,
    hangUp: (reason) => hangUp(end, reason),
    // Nothing is heard on the way before it is answered.
    play(sounds, id) {
      if (end.state() === 'up') end.audio.play(sounds, id);
      else queueMicrotask(() => deps.emit({ type: 'playFinished', leg: end.id, id }));
    },
    // Nobody asks a pair for a transfer, and nothing on the way from one end to the other can fall silent.
    reportTransfer: () => undefined,
    checkMedia: () => undefined,
  });
  return {
    dialled: asLeg(near, { ring: () => undefined, answer: () => undefined }),
    arrived: asLeg(far, { ring, answer }),
  };
}

function createEnd(deps: LocalPairDeps, id: LegId, initial: LegState): End {
  let state = initial;
  const audio = audioOfLeg(deps, id);
  return {
    id,
    audio,
    state: () => state,
    enter(input) {
      if (!allows(state, input)) return false;
      state = nextLegState(state, input);
      return true;
    },
    finish() {
      if (!allows(state, 'end')) return false;
      state = nextLegState(state, 'end');
      audio.close();
      deps.onGone(id);
      return true;
    },
  };
}

/**
 * What an end is sent is what the other end says. Nothing can go round for ever: what begins within a ring of pairs is
 * played by one of the legs, and that one hears nothing meanwhile.
 */
const pathTo = (other: End, isOpen: () => boolean): AudioPath => ({
  ssrc: randomInt(1, 0xffffffff),
  opusPayloadType: () => offered.opus,
  eventPayloadTypes: () => offered.events,
  isOpen,
  send(packet) {
    if (isOpen()) other.audio.receive(packet);
  },
});
