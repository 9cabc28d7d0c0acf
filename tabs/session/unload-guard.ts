import type { Softphone } from '../softphone/softphone';

/**
 * Lets the browser ask before the window is closed with a call up in it. Only while there is one: a page with such a
 * listener is never kept for going back to. Returns the unsubscriber.
 */
export function guardUnload(window: Window, softphone: Pick<Softphone, 'state'>): () => void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  let guarded = false;
  const refresh = (): void => {
    const talking = [...softphone.state.get().calls.values()].some(({ state }) => state === 'established');
    if (talking === guarded) return;
    guarded = talking;
    if (talking) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  };
  const stop = softphone.state.subscribe(refresh);
  refresh();
  return () => {
    stop();
    window.removeEventListener('beforeunload', ask);
  };
}
