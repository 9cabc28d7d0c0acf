import { useMemo } from 'react';
import type { CallCommand } from '../../../src/contract/calls/commands';
import type { CallId } from '../../../src/contract/ids';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import type { Pair } from '../../view-models/connect-offer';

/** What can be done with those who take part in a call; the cards follow what happens. */
export interface Conference {
  /** They ring while we talk on. */
  add(callId: CallId, number: string): void;
  merge(pair: Pair): void;
  remove(callId: CallId, guest: string): void;
  mute(callId: CallId, guest: string, muted: boolean): void;
}

export function useConference(): Conference {
  const { realtime, notices, clock } = useServices();
  return useMemo(() => {
    const ask = (command: CallCommand): void =>
      void realtime.command(command).catch((error: unknown) => {
        // Who has left before the press arrived has gone from the card already.
        if (errorCode(error) === 'call.notFound') return;
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      });
    return {
      add: (callId, number) => ask({ name: 'call.add', callId, number }),
      merge: (pair) => ask({ name: 'call.merge', ...pair }),
      remove: (callId, guest) => ask({ name: 'call.removeGuest', callId, guest }),
      mute: (callId, guest, muted) => ask({ name: 'call.muteGuest', callId, guest, muted }),
    };
  }, [realtime, notices, clock]);
}
