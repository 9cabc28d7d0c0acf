import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import type { Softphone } from '../softphone/softphone';
import type { Ringer } from '../softphone/ports';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { callCards } from '../view-models/call-card';
import type { CallCard } from '../view-models/call-card';
import { soundFor } from '../view-models/sound';

/** Ended calls, and calls taken by another device, stay readable for this long. */
const readableMs = 8_000;

export interface CallWatch {
  readonly cards: Store<readonly CallCard[]>;
  dispose(): void;
}

export interface CallWatchOptions {
  readonly store: Store<AppState>;
  readonly softphone: Softphone;
  readonly ringer: Ringer;
  readonly clock: Clock;
  readonly dismiss: (callId: CallId) => void;
}

/** Keeps the cards in step with the server and the softphone, and does what follows from them: sound, and ends of cards. */
export function createCallWatch({ store, softphone, ringer, clock, dismiss }: CallWatchOptions): CallWatch {
  const cards = createStore<readonly CallCard[]>([]);
  const hidden = new Set<CallId>();
  const leaving = new Map<CallId, () => void>();
  const scope = createScope();

  function refresh(): void {
    const { calls } = store.get();
    const { calls: local, deviceId } = softphone.state.get();
    const next = callCards(calls, local, hidden, { deviceId });
    if (!sameCards(cards.get(), next)) cards.set(next);
    for (const card of next) scheduleLeave(card);
    for (const id of hidden) {
      if (calls.get(id)?.view.state === 'ended') dismiss(id);
      else if (!calls.has(id) && !local.has(id)) hidden.delete(id);
    }
    ringer.play(soundFor(next, (card) => local.get(card.id)?.hears ?? false));
  }

  function scheduleLeave(card: CallCard): void {
    if (!card.canDismiss) {
      leaving.get(card.id)?.();
      leaving.delete(card.id);
      return;
    }
    if (leaving.has(card.id)) return;
    leaving.set(card.id, clock.after(readableMs, () => leave(card)));
  }

  function leave(card: CallCard): void {
    leaving.delete(card.id);
    if (card.state === 'elsewhere') {
      hidden.add(card.id);
      refresh();
    } else dismiss(card.id);
  }

  scope.add(store.subscribe(refresh));
  scope.add(softphone.state.subscribe(refresh));
  scope.add(() => {
    for (const cancel of leaving.values()) cancel();
    ringer.play(null);
  });
  return { cards, dispose: scope.dispose };
}

function sameCards(a: readonly CallCard[], b: readonly CallCard[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
