import { z } from 'zod';

/**
 * The error catalogue. REST answers problem details (RFC 9457) and realtime acks carry the same `code`;
 * the tab shows the text under the i18n key `error.<code>`, which says what the user can do.
 */
export const errorCatalogue = {
  'request.invalid': { status: 400, category: 'request' },
  'request.tooLarge': { status: 413, category: 'request' },
  'request.tooMany': { status: 429, category: 'request' },
  'request.notFound': { status: 404, category: 'request' },
  'auth.missing': { status: 401, category: 'auth' },
  'auth.invalid': { status: 401, category: 'auth' },
  'auth.expired': { status: 401, category: 'auth' },
  'auth.otherOrganisation': { status: 403, category: 'auth' },
  'auth.noOrganisation': { status: 403, category: 'auth' },
  'auth.notLinked': { status: 403, category: 'auth' },
  'call.notFound': { status: 404, category: 'call' },
  'call.notAllowed': { status: 409, category: 'call' },
  'call.targetUnreachable': { status: 409, category: 'call' },
  'call.unknownNumber': { status: 422, category: 'call' },
  'call.numberNotYours': { status: 403, category: 'call' },
  'device.notFound': { status: 404, category: 'device' },
  'device.unreachable': { status: 409, category: 'device' },
  'device.tooMany': { status: 409, category: 'device' },
  'history.nothingToUndo': { status: 409, category: 'history' },
  'server.unavailable': { status: 503, category: 'server' },
  'server.error': { status: 500, category: 'server' },
} as const satisfies Record<string, { status: number; category: string }>;

export type ErrorCode = keyof typeof errorCatalogue;
export const ErrorCode = z.enum(Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]]);

/** RFC 9457 problem details; `title` is a fixed English sentence for logs, `code` is what clients act on. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: ErrorCode,
  detail: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The one error class of the product: a catalogue entry, what happened, and its cause. */
export class VaxelError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, detail?: string, options?: { cause?: unknown }) {
    super(detail ?? code, options);
    this.name = 'VaxelError';
    this.code = code;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  toProblem(): Problem {
    return {
      type: `urn:vaxel:error:${this.code}`,
      title: this.code,
      status: this.status,
      code: this.code,
      ...(this.message === this.code ? {} : { detail: this.message }),
    };
  }
}

/**
 * Why a call ended or was never answered, as the person sees it (i18n key `reason.<EndReason>`).
 * SIP causes are translated to it in one table, `src/switch/causes.ts`.
 */
export const EndReason = z.enum([
  'hungUp', // one side hung up an answered call
  'cancelled', // the caller gave up before an answer
  'declined',
  'noAnswer',
  'busy',
  'unreachable', // none of the callee's devices can be reached now
  'unknownNumber',
  'noEmergency', // an emergency number, to which no way leads from here
  'ownNumber', // a call to oneself
  'notAllowed', // the number or the number to show is not the caller's to use
  'transferred', // handed over to somebody else; the call goes on without me
  'ownDevice', // the device to call from did not answer, so nobody was called
  'lost', // the connection to the party was lost
  'interrupted', // the server stopped in the middle of the call
  'failed',
]);
export type EndReason = z.infer<typeof EndReason>;
