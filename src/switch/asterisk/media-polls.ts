import type { Clock } from '../../ports/clock';
import type { Ari } from './ari';
import { readReceived } from './events';
import type { Leg } from './leg';

/**
 * Whether packets come from the legs' devices: Asterisk tells only who asks. It is asked often while somebody waits to
 * hear a leg, or has reason to fear for it, and seldom otherwise.
 */
export interface MediaPolls {
  watch(leg: Leg): void;
}

const [waitingMs, afraidMs, usualMs] = [150, 200, 1000];

export function createMediaPolls({ ari, listening }: { readonly ari: Ari; readonly listening: Clock }): MediaPolls {
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
    const pause = !leg.isHeard ? waitingMs : leg.hasSocket() ? usualMs : afraidMs;
    const cancel = listening.after(pause, () => {
      leg.timers.delete(cancel);
      void ask(leg, received);
    });
    leg.timers.add(cancel);
  }

  return { watch: (leg) => void ask(leg, 0) };
}
