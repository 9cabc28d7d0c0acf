import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import { createScope } from '../scope';
import type { Softphone } from '../softphone/softphone';
import type { Ringer } from '../softphone/ports';
import type { AppState } from '../state/app-state';
import { failedMoves } from '../state/moves';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { ringsHere } from '../view-models/rings-on';
import { callCards } from '../view-models/call-card';
import type { CallCard } from '../view-models/call-card';
import { soundFor } from '../view-models/sound';

/** How long the card of an ended call stays readable; one that I handed over needs less. */
const readableMs = 8_000;
const handedOverMs = 4_000;

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
  /** The audio of a call was to go to `device` and stayed where it was. */
  readonly onMoveFailed: (callId: CallId, device: string) => void;
}

/**
 * Keeps the cards in step with the server and the softphone, and does what follows from them: sound, and ends of cards.
 */
export function createCallWatch({
  store,
  softphone,
  ringer,
  clock,
  dismiss,
  onMoveFailed,
}: CallWatchOptions): CallWatch {
  const cards = createStore<readonly CallCard[]>([]);
  const leaving = new Map<CallId, () => void>();
  const scope = createScope();
  let before = store.get();

  function refresh(): void {
    const { calls } = store.get();
    const { calls: local, deviceId } = softphone.state.get();
    const next = callCards(calls, local, { deviceId });
    if (!sameCards(cards.get(), next)) cards.set(next);
    for (const card of next) scheduleLeave(card);
    const sound = soundFor(next, (card) => local.get(card.invitedAs)?.hears ?? false);
    ringer.play(sound === 'ringing' && !ringsHere(store.get().devices, deviceId) ? null : sound);
  }

  function scheduleLeave(card: CallCard): void {
    if (!card.canDismiss) {
      leaving.get(card.id)?.();
      leaving.delete(card.id);
      return;
    }
    if (leaving.has(card.id)) return;
    const leave = (): void => {
      leaving.delete(card.id);
      dismiss(card.id);
    };
    leaving.set(card.id, clock.after(card.handedOver ? handedOverMs : readableMs, leave));
  }

  function tellFailedMoves(): void {
    const after = store.get();
    for (const { id, movingTo } of failedMoves(before, after)) if (movingTo !== null) onMoveFailed(id, movingTo);
    before = after;
  }

  scope.add(store.subscribe(tellFailedMoves));
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
