import type { Clock } from '../../ports/clock';
import type { Ari } from './ari';
import { readReceived } from './events';
import type { Leg } from './leg';

/**
 * Whether packets come from the legs' devices: Asterisk tells only who asks. It is asked all the time while somebody
 * waits to hear a leg that has just been answered, often while there is reason to fear for it, and seldom otherwise.
 */
export interface MediaPolls {
  watch(leg: Leg): void;
}

const [soonMs, soonForMs] = [20, 2_500];
const [waitingMs, afraidMs, usualMs] = [150, 200, 1_000];
/** Of many that are waited for at once each is asked for less often: calls that are being set up come first. */
const eachMs = 5;

interface MediaPollsDeps {
  readonly ari: Pick<Ari, 'request'>;
  readonly listening: Clock;
}

export function createMediaPolls({ ari, listening }: MediaPollsDeps): MediaPolls {
  /** Legs that are waited for, since when. */
  const awaited = new Map<Leg, number>();

  async function ask(leg: Leg, before: number): Promise<void> {
    const { handle, watch } = leg;
    if (leg.isOver || handle === null || watch === null) return;
    const asked = ari.request('GET', `/channels/${handle.id}/rtp_statistics`);
    // An Asterisk that does not answer says nothing about the leg.
    const received = await asked.then(readReceived).catch(() => null);
    if (leg.isOver) return;
    const nowMs = listening.nowMs();
    if (received !== null && received > before) {
      leg.isHeard = true;
      watch.packet(nowMs);
    }
    if (received !== null) watch.check(nowMs);
    later(leg, received ?? before);
  }

  function later(leg: Leg, received: number): void {
    const pause = !leg.isHeard ? untilHeard(leg) : leg.hasSocket() ? usualMs : afraidMs;
    const cancel = listening.after(pause, () => {
      leg.timers.delete(cancel);
      void ask(leg, received);
    });
    leg.timers.add(cancel);
  }

  function untilHeard(leg: Leg): number {
    for (const each of awaited.keys()) if (each.isOver || each.isHeard) awaited.delete(each);
    const isNew = listening.nowMs() - (awaited.get(leg) ?? 0) < soonForMs;
    return Math.min(usualMs, Math.max(isNew ? soonMs : waitingMs, eachMs * awaited.size));
  }

  return {
    watch(leg) {
      awaited.set(leg, listening.nowMs());
      void ask(leg, 0);
    },
  };
}
