/**
 * When something that had the focus goes, the focus goes back to where it was; but whoever has gone elsewhere with it
 * while the server was asked stays there.
 */
export function giveBackFocus(to: Element | null | undefined, from: Element | null | undefined): void {
  const now = document.activeElement;
  const isThere = now === null || now === document.body || from?.contains(now) === true;
  if (isThere && to instanceof HTMLElement && to.isConnected) to.focus();
}
