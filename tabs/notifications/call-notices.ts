import type { CallId } from '../../src/contract/ids';
import { createScope } from '../scope';
import type { Store } from '../state/store';
import type { CallCard } from '../view-models/call-card';
import type { CallNotice, OsNotifications } from './ports';

export interface CallNoticesOptions {
  readonly os: OsNotifications;
  readonly cards: Store<readonly CallCard[]>;
  readonly calls: { answer(callId: CallId): void; decline(callId: CallId): void };
  /** The person wants them. */
  readonly wanted: () => boolean;
  /** The person sees this window: its card says it all. */
  readonly isSeen: () => boolean;
  readonly noticeOf: (card: CallCard) => CallNotice;
}

/**
 * Calls that ring while another window is in front, as notices of the operating system. A notice goes when its call is
 * answered, here or elsewhere, or over. Returns the end of it.
 */
export function createCallNotices({ os, cards, calls, wanted, isSeen, noticeOf }: CallNoticesOptions): () => void {
  const scope = createScope();
  const shown = new Map<CallId, Promise<void>>();
  /** Each call is announced once, also when the window was in front at its first ring. */
  const announced = new Set<CallId>();

  function follow(): void {
    const ringing = cards.get().filter(({ state }) => state === 'ringing');
    for (const card of ringing) {
      if (announced.has(card.id)) continue;
      announced.add(card.id);
      if (wanted() && !isSeen()) shown.set(card.id, os.show(noticeOf(card)));
    }
    const still = new Set(ringing.map(({ id }) => id));
    for (const id of [...shown.keys()]) if (!still.has(id)) close(id);
    for (const id of announced) if (!still.has(id)) announced.delete(id);
  }

  function close(id: CallId): void {
    const showing = shown.get(id);
    shown.delete(id);
    // A notice that is still on its way to the screen would stay there.
    void showing?.then(() => os.close(id));
  }

  scope.add(cards.subscribe(follow));
  scope.add(
    os.onAction((tag, action) => {
      const card = cards.get().find(({ id, state }) => id === tag && state === 'ringing');
      if (!card) return;
      if (action === 'answer') calls.answer(card.id);
      if (action === 'decline') calls.decline(card.id);
    }),
  );
  scope.add(() => [...shown.keys()].forEach(close));
  follow();
  return scope.dispose;
}
