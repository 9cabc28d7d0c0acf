import type { ErrorCode } from '../../src/contract/errors';

/** What can go wrong on this side of the wire, besides the catalogue of the server. */
export type ClientErrorCode = ErrorCode | 'client.offline' | 'client.noToken' | 'client.timeout';

/** Those that nobody meets in the first view: their texts come after it. */
export type LaterErrorCode = Extract<
  ErrorCode,
  | 'auth.notAllowed'
  | 'device.tooManyPhones'
  | `${'administration' | 'activity' | 'calendar' | 'contacts' | 'joining' | 'rules' | 'trunks'}.${string}`
  | `${'answerGroups' | 'toAnswer' | 'sounds'}.${string}`
>;

/** The tab's error: a code that has a text under `error.<code>` in every language. */
export class ClientError extends Error {
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, detail?: string, options?: { cause?: unknown }) {
    super(detail ?? code, options);
    this.name = 'ClientError';
    this.code = code;
  }
}

/** The code of anything thrown; what is not ours counts as a fault of the server's answer. */
export function errorCode(error: unknown): ClientErrorCode {
  return error instanceof ClientError ? error.code : 'server.error';
}
