import type { RecordingEnd } from '../../src/switch/port';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { DeviceId, LegId, RecordingId } from '../../src/contract/ids';
import { ringingTone } from '../../src/calls/engine/steps/step';
import type { Effect, LegInput } from '../../src/calls/engine/protocol';

/**
 * A leg as the switch sees it: its device may already have answered, stalled or gone while the engine does not know
 * yet.
 */
interface ModelLeg {
  state: 'arrived' | 'offered' | 'up' | 'gone';
  readonly deviceId: DeviceId | null;
  hears: readonly LegId[];
  music: boolean;
  playing: string | null;
  muted: boolean;
  stalled: boolean;
  heard: boolean;
}

interface ModelRecording {
  readonly leg: LegId;
  /** It outlives its leg, and goes on at another. */
  readonly isOfBoth: boolean;
  readonly isPaused: boolean;
}

type Action =
  | { readonly press: string }
  | 'ring'
  | 'answer'
  | 'speak'
  | 'hold'
  | 'unhold'
  | 'lose'
  | 'stall'
  | 'resume'
  | { readonly end: EndReason };

/**
 * A switch reduced to what the engine can notice: legs, bridges and sounds, with the events of each leg in order but
 * delivered any time later, so that answers cross cancellations and both sides hang up at once.
 */
export class ModelSwitch {
  readonly legs = new Map<LegId, ModelLeg>();
  private readonly pending: LegInput[] = [];
  private readonly recordings = new Map<RecordingId, ModelRecording>();

  arrive(leg: LegId, deviceId: DeviceId | null): void {
    this.legs.set(leg, newLeg('arrived', deviceId));
  }

  /** Carries out what the engine asked; harmless on a leg that is gone, as the port demands. */
  carryOut(effect: Effect, isReachable: (deviceId: DeviceId) => boolean): void {
    if (!('leg' in effect)) return;
    if (effect.type === 'dial') {
      const deviceId = effect.target.kind === 'device' ? effect.target.deviceId : null;
      this.legs.set(effect.leg, newLeg('offered', deviceId));
      if (deviceId !== null && !isReachable(deviceId))
        this.leave(effect.leg, { type: 'legEnded', leg: effect.leg, reason: 'unreachable' });
      else if (effect.options.autoAnswer) this.act(effect.leg, 'answer');
      return;
    }
    const leg = this.legs.get(effect.leg);
    if (effect.type === 'stopRecording') return this.recorded(effect.recording, 'stopped');
    if (effect.type === 'record') return this.record(effect.leg, effect.recording, effect.limits.both === true);
    if (effect.type === 'pauseRecording') return this.pause(effect.leg, effect.recording, effect.on);
    if (!leg || leg.state === 'gone') return;
    switch (effect.type) {
      case 'answer':
        leg.state = 'up';
        return;
      case 'hangUp':
        return this.remove(effect.leg);
      case 'music':
        leg.music = effect.on;
        return;
      case 'mute':
        leg.muted = effect.on;
        return;
      case 'play':
        leg.playing = effect.id;
        return;
      case 'stopPlaying':
        leg.playing = null;
        return;
      case 'hear':
        return this.hear(leg, effect.from);
    }
  }

  /** What a device or the network does of itself. */
  act(id: LegId, action: Action): void {
    const leg = this.legs.get(id);
    if (!leg || leg.state === 'gone') return;
    if (typeof action === 'object' && 'press' in action)
      return void (leg.state === 'up' && this.pending.push({ type: 'digit', leg: id, digit: action.press }));
    if (typeof action === 'object')
      return this.leave(id, { type: 'legEnded', leg: id, reason: leg.state === 'up' ? 'hungUp' : action.end });
    if (action === 'lose') return this.leave(id, { type: 'legLost', leg: id });
    if (leg.state === 'offered') this.offered(id, leg, action);
    if (leg.state === 'up') this.up(id, leg, action);
  }

  /** The spoken messages that run come to their end. */
  finishSounds(): void {
    for (const [id, leg] of this.legs) {
      if (leg.playing === null || leg.playing === ringingTone.id || (leg.state !== 'up' && leg.state !== 'arrived'))
        continue;
      this.pending.push({ type: 'playFinished', leg: id, id: leg.playing });
    }
  }

  /** One of them ends by itself. */
  recordingEnds(pick: (count: number) => number): void {
    const running = [...this.recordings.keys()];
    const recording = running[pick(Math.max(1, running.length))];
    const reason = (['silence', 'maximum', 'failed'] as const)[pick(3)] ?? 'silence';
    if (recording !== undefined) this.recorded(recording, reason);
  }

  /** Both sides of a call are kept at this leg just now. */
  isKept(recording: RecordingId, leg: LegId): boolean {
    const one = this.recordings.get(recording);
    return one?.isOfBoth === true && one.leg === leg && !one.isPaused;
  }

  private pause(leg: LegId, recording: RecordingId, isPaused: boolean): void {
    const one = this.recordings.get(recording);
    if (one?.leg === leg) this.recordings.set(recording, { ...one, isPaused });
  }

  private record(leg: LegId, recording: RecordingId, isOfBoth: boolean): void {
    const known = this.recordings.get(recording);
    if ([...this.recordings].some(([id, one]) => one.leg === leg && id !== recording))
      throw new Error(`${leg} is recorded twice`);
    this.recordings.set(recording, { leg, isOfBoth, isPaused: known?.isPaused ?? false });
    if (known === undefined && this.legs.get(leg)?.state !== 'up') this.recorded(recording, 'failed');
  }

  /** Told of once, whatever ends it. */
  private recorded(recording: RecordingId, reason: RecordingEnd): void {
    const one = this.recordings.get(recording);
    if (one === undefined) return;
    const { leg } = one;
    this.recordings.delete(recording);
    this.pending.push({ type: 'recorded', leg, recording, ms: 5_000, speechMs: 3_000, reason });
  }

  /** Takes the next event of any leg; events of one leg never overtake each other. */
  take(pick: (count: number) => number): LegInput | undefined {
    if (this.pending.length === 0) return undefined;
    const leg = this.pending[pick(this.pending.length)]?.leg;
    const [event] = this.pending.splice(
      this.pending.findIndex((each) => each.leg === leg),
      1,
    );
    return event;
  }

  /** The engine has not heard everything about this leg yet. */
  hasNews(id: LegId): boolean {
    return this.pending.some((event) => event.leg === id);
  }

  liveLegs(): LegId[] {
    return [...this.legs].filter(([, leg]) => leg.state !== 'gone').map(([id]) => id);
  }

  private offered(id: LegId, leg: ModelLeg, action: Action): void {
    if (action === 'ring') this.pending.push({ type: 'legRinging', leg: id });
    if (action !== 'answer') return;
    leg.state = 'up';
    this.pending.push({ type: 'legAnswered', leg: id });
  }

  private up(id: LegId, leg: ModelLeg, action: Action): void {
    if (action === 'hold' || action === 'unhold')
      this.pending.push({ type: 'legHeld', leg: id, held: action === 'hold' });
    if (action === 'speak' && !leg.heard) {
      leg.heard = true;
      if (leg.stalled) this.pending.push({ type: 'legResumed', leg: id });
      leg.stalled = false;
      this.pending.push({ type: 'legMedia', leg: id });
    }
    if (action === 'stall' && !leg.stalled) {
      leg.stalled = true;
      this.pending.push({ type: 'legStalled', leg: id, ...(leg.heard ? {} : { neverHeard: true as const }) });
    }
    if (action === 'resume' && leg.heard && leg.stalled) {
      leg.stalled = false;
      this.pending.push({ type: 'legResumed', leg: id });
    }
  }

  private hear(leg: ModelLeg, from: readonly LegId[]): void {
    leg.hears = leg.state === 'up' ? from.filter((each) => this.legs.get(each)?.state === 'up') : [];
    if (leg.hears.length > 0) leg.music = false;
  }

  private leave(id: LegId, event: LegInput): void {
    this.remove(id);
    this.pending.push(event);
  }

  private remove(id: LegId): void {
    for (const ear of this.legs.values()) ear.hears = ear.hears.filter((each) => each !== id);
    for (const [recording, one] of this.recordings)
      if (one.leg === id && !one.isOfBoth) this.recorded(recording, 'ended');
    const leg = this.legs.get(id);
    if (leg) Object.assign(leg, { state: 'gone', hears: [], music: false, playing: null });
  }
}

const newLeg = (state: ModelLeg['state'], deviceId: DeviceId | null): ModelLeg => ({
  state,
  deviceId,
  hears: [],
  music: false,
  playing: null,
  muted: false,
  stalled: false,
  heard: false,
});
