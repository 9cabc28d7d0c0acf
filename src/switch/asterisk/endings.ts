import type { EndReason } from '../../contract/calls/end-reason';
import { reasonOfBye, reasonOfResponse } from '../causes';

/** Why Asterisk says that a channel has ended: a cause of Q.850, and the SIP status where a response ended it. */
export interface ChannelEnd {
  readonly cause: number;
  readonly status: number;
}

/**
 * What Asterisk makes of a status when nobody has told a cause (`ast_sip_hangup_sip2cause`), where our table reads the
 * status otherwise.
 */
const guessed: Readonly<Record<number, number>> = { 480: 19, 408: 18, 482: 127, 483: 19, 487: 127, 503: 34, 600: 17 };

/** Why a leg was refused that this switch dialled. */
export function reasonOfRefusal({ cause, status }: ChannelEnd): EndReason {
  if (status === 0) return cause === 0 ? 'unreachable' : reasonOfResponse(503, header(cause));
  return reasonOfResponse(status, guessed[status] === cause ? undefined : header(cause));
}

/** Why a leg that was up is over. Whoever gave it up in the moment of our answer has cancelled it (487). */
export const reasonOfEnd = ({ cause, status }: ChannelEnd): EndReason =>
  status === 487 ? 'cancelled' : reasonOfBye(header(cause));

const header = (cause: number): string => `Q.850;cause=${cause}`;
