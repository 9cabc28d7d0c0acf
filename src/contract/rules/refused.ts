import type { EndReason } from '../calls/end-reason';
import type { ErrorCode } from '../errors';
import type { CallVerdict } from './rights';

type Refused = Exclude<CallVerdict, 'ok'>;

/** How a call ends that a verdict refuses. */
export const reasonOf = (verdict: Refused): Exclude<Refused, 'numberNotAllowed'> | 'barred' =>
  verdict === 'numberNotAllowed' ? 'barred' : verdict;

/** What who asked for it by a command is told. */
export const errorOf = (verdict: Refused): ErrorCode => `call.${reasonOf(verdict)}` satisfies `call.${EndReason}`;
