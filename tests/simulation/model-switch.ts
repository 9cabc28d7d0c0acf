import type { EndReason } from '../../src/contract/errors';
import type { DeviceId, LegId } from '../../src/contract/ids';
import type { Effect, Input } from '../../src/calls/engine/protocol';

/** A leg as the switch sees it: its device may already have answered or gone while the engine does not know yet. */
interface ModelLeg {
  state: 'arrived' | 'offered' | 'up' | 'gone';
  readonly deviceId: DeviceId | null;
  bridgedWith: LegId | null;
  music: boolean;
  muted: boolean;
}

type LegEvent = Extract<Input, { leg: LegId }>;

/**
 * A switch reduced to what the engine can notice: legs, bridges and music, with the events of each leg in order but
 * delivered any time later, so that answers cross cancellations and both sides hang up at once.
 */
export class ModelSwitch {
  readonly legs = new Map<LegId, ModelLeg>();
  private readonly pending: LegEvent[] = [];

  arrive(leg: LegId, deviceId: DeviceId | null): void {
    this.legs.set(leg, { state: 'arrived', deviceId, bridgedWith: null, music: false, muted: false });
  }

  /** Carries out what the engine asked; harmless on a leg that is gone, as the port demands. */
  carryOut(effect: Effect): void {
    if (!('leg' in effect)) return;
    if (effect.type === 'dial') {
      const deviceId = effect.target.kind === 'device' ? effect.target.deviceId : null;
      this.legs.set(effect.leg, { state: 'offered', deviceId, bridgedWith: null, music: false, muted: false });
      return;
    }
    const leg = this.legs.get(effect.leg);
    if (!leg || leg.state === 'gone') return;
    if (effect.type === 'answer') leg.state = 'up';
    if (effect.type === 'hangUp') this.remove(effect.leg);
    if (effect.type === 'music') leg.music = effect.on;
    if (effect.type === 'mute') leg.muted = effect.on;
    if (effect.type === 'unbridge') this.unbridge(effect.leg);
    if (effect.type === 'bridge') {
      this.unbridge(effect.leg);
      this.unbridge(effect.with);
      leg.bridgedWith = effect.with;
      leg.music = false;
      const other = this.legs.get(effect.with);
      if (other) Object.assign(other, { bridgedWith: effect.leg, music: false });
    }
  }

  /** What a device or the network does of itself. */
  act(id: LegId, action: 'ring' | 'answer' | 'hold' | 'unhold' | 'lose' | { readonly end: EndReason }): void {
    const leg = this.legs.get(id);
    if (!leg || leg.state === 'gone') return;
    if (action === 'ring' && leg.state === 'offered') this.pending.push({ type: 'legRinging', leg: id });
    if (action === 'answer' && leg.state === 'offered') {
      leg.state = 'up';
      this.pending.push({ type: 'legAnswered', leg: id });
    }
    if ((action === 'hold' || action === 'unhold') && leg.state === 'up') this.pending.push({ type: 'legHeld', leg: id, held: action === 'hold' });
    if (action === 'lose') this.leave(id, { type: 'legLost', leg: id });
    if (typeof action === 'object') this.leave(id, { type: 'legEnded', leg: id, reason: leg.state === 'up' ? 'hungUp' : action.end });
  }

  /** Takes the next event of any leg; events of one leg never overtake each other. */
  take(pick: (count: number) => number): LegEvent | undefined {
    if (this.pending.length === 0) return undefined;
    const leg = this.pending[pick(this.pending.length)]?.leg;
    const [event] = this.pending.splice(this.pending.findIndex((each) => each.leg === leg), 1);
    return event;
  }

  /** Events that are on their way do not arrive for legs that the engine has hung up (port: legEnded). */
  liveLegs(): LegId[] {
    return [...this.legs].filter(([, leg]) => leg.state !== 'gone').map(([id]) => id);
  }

  private leave(id: LegId, event: LegEvent): void {
    this.remove(id);
    this.pending.push(event);
  }

  private remove(id: LegId): void {
    this.unbridge(id);
    const leg = this.legs.get(id);
    if (leg) Object.assign(leg, { state: 'gone', music: false });
  }

  private unbridge(id: LegId): void {
    const leg = this.legs.get(id);
    const other = leg?.bridgedWith ? this.legs.get(leg.bridgedWith) : undefined;
    if (leg) leg.bridgedWith = null;
    if (other) other.bridgedWith = null;
  }
}
