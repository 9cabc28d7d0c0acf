import { useEffect, useState } from 'react';
import type { Joining, Situation } from '../../../src/contract/joining/joining';
import { useServices } from '../../ui/services';

/** Longer than the server keeps a question waiting. */
const patienceMs = 30_000;
const retryMs = 2_000;

export interface JoiningState {
  /** Null until the server has answered for the first time. */
  readonly joining: Joining | null;
  /** What the server has said since. */
  readonly set: (joining: Joining) => void;
}

/** Where the account stands, as it is and as it becomes; `onLinked` once it is somebody's. */
export function useJoining(onLinked: () => void): JoiningState {
  const { rest, clock } = useServices();
  const [joining, setJoining] = useState<Joining | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    let cancel = (): void => undefined;
    async function follow(known: Situation | undefined): Promise<void> {
      try {
        const options = { query: { known }, signal: stop.signal, patienceMs };
        const now = (await (await rest.ask('GET', '/joining', options)).json()) as Joining;
        if (stop.signal.aborted) return;
        setJoining(now);
        if (now.situation === 'linked') onLinked();
        else void follow(now.situation);
      } catch {
        if (!stop.signal.aborted) cancel = clock.after(retryMs, () => void follow(known));
      }
    }
    void follow(undefined);
    return () => {
      stop.abort();
      cancel();
    };
  }, [rest, clock, onLinked]);
  return { joining, set: setJoining };
}
