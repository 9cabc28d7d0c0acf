import type { Clock } from '../clock';
import { createScope } from '../scope';

const quietMs = 10_000;

export interface WindowUseOptions {
  readonly window: Window;
  readonly clock: Clock;
  /** Tells the server. */
  readonly used: () => void;
}

export interface WindowUse {
  /** A new connection: the server may be another that knows nothing of what came before. */
  connected(): void;
  dispose(): void;
}

/**
 * Notices that the person looks at or touches this window and says so, at most every 10 s. A use within those is said
 * at their end, unless the person has gone elsewhere since: then that window was used last.
 */
export function watchWindowUse({ window, clock, used }: WindowUseOptions): WindowUse {
  const { document } = window;
  const scope = createScope();
  let saidAtMs = -Infinity;
  let cancelLater: (() => void) | null = null;

  function say(): void {
    cancelLater?.();
    cancelLater = null;
    saidAtMs = clock.nowMs();
    used();
  }

  function touched(): void {
    const waitMs = saidAtMs + quietMs - clock.nowMs();
    if (waitMs <= 0) say();
    else cancelLater ??= clock.after(waitMs, say);
  }

  function left(): void {
    cancelLater?.();
    cancelLater = null;
  }

  function on(target: EventTarget, names: readonly string[], listener: () => void): void {
    for (const name of names) target.addEventListener(name, listener, { capture: true, passive: true });
    scope.add(() => names.forEach((name) => target.removeEventListener(name, listener, { capture: true })));
  }

  on(window, ['focus', 'pointerdown', 'keydown'], touched);
  on(window, ['blur', 'pagehide'], left);
  on(document, ['visibilitychange'], () =>
    document.visibilityState === 'visible' && document.hasFocus() ? touched() : left(),
  );
  scope.add(left);
  return {
    connected() {
      if (document.hasFocus()) say();
    },
    dispose: scope.dispose,
  };
}
