import { VaxelError } from '../contract/errors';
import type { CallId } from '../contract/ids';
import type { AdmitCall } from '../limits/call-limits';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';

interface Placed {
  readonly callId: CallId;
  /** As dialled. */
  readonly number: string;
}

/** Calls that windows ask for, as they count for the limits that are the same for a phone's INVITE. */
export interface PlacedCalls {
  /**
   * Runs `start`; the call counts until it is over, or at once no more if there is none.
   * @throws VaxelError request.tooMany | call.notAllowed when that call is there already
   */
  within(caller: LineUser, placed: Placed, start: () => Promise<void>): Promise<void>;
  /** Harmless for a call that no window asked for. */
  over(callId: CallId): void;
}

export interface PlacedCallsDeps {
  readonly admitCall: AdmitCall;
  readonly lines: Lines;
}

export function createPlacedCalls({ admitCall, lines }: PlacedCallsDeps): PlacedCalls {
  const releases = new Map<CallId, () => void>();
  function over(callId: CallId): void {
    releases.get(callId)?.();
    releases.delete(callId);
  }
  return {
    async within({ extension, organisationId }, { callId, number }, start) {
      if (releases.has(callId)) throw new VaxelError('call.notAllowed', 'this call has started already');
      const domain = lines.organisation(organisationId)?.domain ?? organisationId;
      const release = admitCall({ user: extension, domain }, number);
      if (release === null) throw new VaxelError('request.tooMany', 'Too many calls at once.');
      releases.set(callId, release);
      try {
        await start();
      } catch (error) {
        over(callId);
        throw error;
      }
    },
    over,
  };
}
