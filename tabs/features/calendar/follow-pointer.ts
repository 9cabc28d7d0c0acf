import type { Clock } from '../../clock';

/** A pointer that has gone down, and what it does until it goes up. */
export interface Followed {
  readonly clock: Pick<Clock, 'after'>;
  /** A finger scrolls, unless it has rested first. */
  readonly hold: boolean;
  onBegin(): void;
  onMove(point: PointerEvent): void;
  /** @param kept false: it was given up */
  onEnd(kept: boolean): void;
}

/** How long a finger rests before it takes something along. */
const holdMs = 400;
/** How far a pointer goes before it drags, and how far a finger trembles. */
const slackPx = { drag: 4, hold: 10 };

/** Follows it until it goes up, is taken over by scrolling, or Escape is pressed. */
export function followPointer(down: PointerEvent, { clock, hold, onBegin, onMove, onEnd }: Followed): void {
  const { clientX, clientY, pointerId } = down;
  const controller = new AbortController();
  const { signal } = controller;
  let begun = false;
  let moved = false;
  const begin = (): void => {
    begun = true;
    onBegin();
  };
  const cancelHold = hold ? clock.after(holdMs, begin) : null;
  const end = (kept: boolean): void => {
    controller.abort();
    cancelHold?.();
    if (begun) onEnd(kept);
  };
  const mine = (run: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === pointerId) run(event);
  };
  const move = (point: PointerEvent): void => {
    const far = Math.hypot(point.clientX - clientX, point.clientY - clientY) > slackPx[hold ? 'hold' : 'drag'];
    if (!begun && far && hold) return end(false);
    if (!begun && far) begin();
    if (!begun) return;
    moved = true;
    onMove(point);
  };
  window.addEventListener('pointermove', mine(move), { signal });
  window.addEventListener(
    'pointerup',
    mine((up) => {
      // Its last way may not have been told on its own: a busy browser leaves moves out.
      if (moved) onMove(up);
      end(true);
    }),
    { signal },
  );
  window.addEventListener(
    'pointercancel',
    mine(() => end(false)),
    { signal },
  );
  // What a long press opens elsewhere.
  if (hold) window.addEventListener('contextmenu', (event) => event.preventDefault(), { signal, capture: true });
  window.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      end(false);
    },
    { signal, capture: true },
  );
}

/** How near to the edge a drag scrolls, and by how much at most in each frame. */
const edgePx = 36;
const stepPx = 12;

/** While something is dragged near the upper or lower edge, what is beyond comes into sight. */
export function scrollAtEdges(scroller: HTMLElement, topPx: number, again: (point: PointerEvent) => void) {
  let last: PointerEvent | null = null;
  let frame = 0;
  function step(): void {
    frame = 0;
    if (last === null) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    const above = Math.max(0, top + topPx + edgePx - last.clientY);
    const below = Math.max(0, last.clientY - bottom + edgePx);
    const by = Math.min(stepPx, below / 3) - Math.min(stepPx, above / 3);
    const before = scroller.scrollTop;
    if (by !== 0) scroller.scrollTop += by;
    if (scroller.scrollTop === before) return;
    again(last);
    frame = requestAnimationFrame(step);
  }
  return {
    at(point: PointerEvent): void {
      last = point;
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    end(): void {
      last = null;
      cancelAnimationFrame(frame);
    },
  };
}
