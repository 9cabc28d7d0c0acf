import type { Trail } from '../../session/focus-keeper';

/**
 * The parts of the page, in its order, marked `data-region`; F6 goes round them. Each takes the focus at the row or
 * link that is current, else at its first control, else as a whole (`tabindex="-1"`).
 */
const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), ' +
  '[tabindex="0"]';

/** Puts the focus into the next (1) or previous (-1) region. In a dialog it stays where it is. */
export function moveToRegion(step: 1 | -1): void {
  const from = document.activeElement;
  if (from?.closest('[role=dialog], [role=alertdialog]')) return;
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(from));
  const next =
    regions[at === -1 ? (step === 1 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length];
  if (next) (startOf(next) ?? next).focus();
}

/** Where a chord that was pressed while nothing had the focus leads it: to the calls, which it was about. */
export function leadToCalls(): void {
  const calls = document.querySelector<HTMLElement>('[data-region=calls]');
  if (calls && document.activeElement === document.body) (startOf(calls) ?? calls).focus();
}

/** Who takes the focus when nothing is left of the place where it was: the same region, else the list, else any. */
export function regionAfter({ path }: Trail): HTMLElement | null {
  const same = path.find((each) => each.isConnected && each.dataset['region'] !== undefined);
  const others = ['list', 'detail', 'navigation', 'header'].map((name) =>
    document.querySelector<HTMLElement>(`[data-region=${name}]`),
  );
  for (const region of [same, ...others]) {
    const start = region && startOf(region);
    if (start) return start;
  }
  return null;
}

function startOf(region: HTMLElement): HTMLElement | null {
  const reachable = [...region.querySelectorAll<HTMLElement>(focusable)].filter(({ tabIndex }) => tabIndex >= 0);
  const call = region.querySelector<HTMLElement>('[data-call-state][tabindex]');
  return (
    call ??
    reachable.find((each) => each.hasAttribute('data-row') || each.getAttribute('aria-current') === 'page') ??
    reachable[0] ??
    null
  );
}
