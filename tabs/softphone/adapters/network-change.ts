/**
 * Tells when the network may be another one than before: coming online, a change of the connection, and coming into
 * view (a hidden page may have been held back).
 */
export function onNetworkChange(window: Window, listener: () => void): () => void {
  const { document } = window;
  const connection = (window.navigator as Navigator & { readonly connection?: EventTarget }).connection;
  const shown = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  window.addEventListener('online', listener);
  document.addEventListener('visibilitychange', shown);
  connection?.addEventListener('change', listener);
  return () => {
    window.removeEventListener('online', listener);
    document.removeEventListener('visibilitychange', shown);
    connection?.removeEventListener('change', listener);
  };
}
