import type { CallView } from '../../src/contract/calls/call-view';
import { createRealtimeClient } from '../fakes/realtime-client';
import { Waiters } from '../fakes/waiters';
import { patienceMs } from '../patience';

/** What the server says of a person's calls, with the time of each word: a window of theirs without a phone. */
export interface Watch {
  /** The person's calls as they are. */
  calls(): CallView[];
  /**
   * Resolves with the time, epoch milliseconds, at which the server said it; what was said before `sinceMs` does not
   * count.
   */
  said(test: (call: CallView) => boolean, sinceMs?: number, timeoutMs?: number): Promise<number>;
  /** Ends the calls there are. */
  end(): Promise<void>;
  close(): void;
}

export async function watchCalls(url: string, who: string): Promise<Watch> {
  const token = await (await fetch(`${url}/local/token?as=${who}`)).text();
  const waiters = new Waiters();
  const log: { readonly atMs: number; readonly call: CallView }[] = [];
  const client = createRealtimeClient({
    url: `${url.replace('http', 'ws')}/realtime`,
    token,
    onMessage(message) {
      if (message.type !== 'events') return;
      for (const event of message.events) if (event.type === 'call') log.push({ atMs: Date.now(), call: event.call });
      waiters.wake();
    },
  });
  await client.connect();
  return {
    calls: () => [...client.state.calls.values()],
    async said(test, sinceMs = 0, timeoutMs = patienceMs) {
      const find = () => log.find(({ atMs, call }) => atMs >= sinceMs && test(call));
      await waiters.until(
        () => find() !== undefined,
        timeoutMs,
        () => `said ${JSON.stringify(log.slice(-4))}`,
      );
      return find()?.atMs ?? 0;
    },
    async end() {
      // One of them is what the call's state allows; the others are refused.
      for (const { id, state } of client.state.calls.values())
        if (state !== 'ended')
          for (const name of ['call.takeBack', 'call.decline', 'call.hangUp'] as const)
            await client.command({ name, callId: id });
    },
    close: () => client.drop(),
  };
}

/** Ends every call of the person. Calls outlive the windows of a test and would wait for the person in the next one. */
export async function endCalls(url: string, who: string): Promise<void> {
  // An account that is not linked, and a server that is gone, have no calls.
  const watch = await watchCalls(url, who).catch(() => null);
  await watch?.end();
  watch?.close();
}
