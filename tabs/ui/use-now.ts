import { useEffect, useState } from 'react';
import { useStore } from './use-store';
import { useServices } from './services';

/** The server's time in epoch milliseconds, anew each second while `running`. */
export function useServerNow(running: boolean): number {
  const { clock, store } = useServices();
  const skewMs = useStore(store, (state) => state.clockSkewMs);
  const [nowMs, setNowMs] = useState(() => clock.nowMs());
  useEffect(() => {
    if (!running) return undefined;
    let cancel = (): void => undefined;
    const tick = (): void => {
      const now = clock.nowMs();
      setNowMs(now);
      cancel = clock.after(1_000 - (now % 1_000), tick);
    };
    tick();
    return () => cancel();
  }, [running, clock]);
  return nowMs + skewMs;
}
