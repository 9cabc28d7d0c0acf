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
  'auth.notAllowed': { status: 403, category: 'auth' },
  'joining.alreadySetUp': { status: 409, category: 'joining' },
  'joining.numberTaken': { status: 409, category: 'joining' },
  'joining.noExtension': { status: 409, category: 'joining' },
  'joining.oneself': { status: 409, category: 'joining' },
  'joining.linkTaken': { status: 409, category: 'joining' },
  'administration.changedMeanwhile': { status: 409, category: 'administration' },
  'administration.busy': { status: 409, category: 'administration' },
  'administration.extensionTaken': { status: 409, category: 'administration' },
  'administration.extensionReserved': { status: 422, category: 'administration' },
  'administration.numberTaken': { status: 409, category: 'administration' },
  'administration.mailTaken': { status: 409, category: 'administration' },
  'administration.noNumber': { status: 422, category: 'administration' },
  'administration.noFreeNumber': { status: 409, category: 'administration' },
  'administration.badRange': { status: 422, category: 'administration' },
  'administration.rangeTaken': { status: 409, category: 'administration' },
  'administration.notNow': { status: 409, category: 'administration' },
  'call.notFound': { status: 404, category: 'call' },
  'call.notAllowed': { status: 409, category: 'call' },
  'call.noMixing': { status: 409, category: 'call' },
  'call.full': { status: 409, category: 'call' },
  'call.targetUnreachable': { status: 409, category: 'call' },
  'call.unknownNumber': { status: 422, category: 'call' },
  'call.numberNotYours': { status: 403, category: 'call' },
  'call.barred': { status: 403, category: 'call' },
  'call.outsideNotAllowed': { status: 403, category: 'call' },
  'call.countryNotAllowed': { status: 403, category: 'call' },
  'call.classNotAllowed': { status: 403, category: 'call' },
  'call.notNow': { status: 403, category: 'call' },
  'call.closedDay': { status: 403, category: 'call' },
  'call.tooManyOutside': { status: 429, category: 'call' },
  'device.notFound': { status: 404, category: 'device' },
  'device.unreachable': { status: 409, category: 'device' },
  'device.tooMany': { status: 409, category: 'device' },
  'device.tooManyPhones': { status: 409, category: 'device' },
  'activity.notFound': { status: 404, category: 'activity' },
  'activity.endPassed': { status: 422, category: 'activity' },
  'activity.endMissing': { status: 422, category: 'activity' },
  'activity.notAllowed': { status: 403, category: 'activity' },
  'activity.personNotFound': { status: 404, category: 'activity' },
  'activity.needed': { status: 409, category: 'activity' },
  'activity.codeTaken': { status: 409, category: 'activity' },
  'activity.prefixTaken': { status: 409, category: 'activity' },
  'activity.tooMany': { status: 409, category: 'activity' },
  'rules.outdated': { status: 409, category: 'rules' },
  'rules.unknownTarget': { status: 422, category: 'rules' },
  'rules.forwardNotAllowed': { status: 403, category: 'rules' },
  'rules.countryNotAllowed': { status: 403, category: 'rules' },
  'rules.numberNotAllowed': { status: 403, category: 'rules' },
  'rules.noMobile': { status: 409, category: 'rules' },
  'history.nothingToUndo': { status: 409, category: 'history' },
  'calendar.notFound': { status: 404, category: 'calendar' },
  'calendar.changed': { status: 409, category: 'calendar' },
  'calendar.nothingToUndo': { status: 409, category: 'calendar' },
  'calendar.endBeforeStart': { status: 422, category: 'calendar' },
  'calendar.past': { status: 422, category: 'calendar' },
  'calendar.never': { status: 422, category: 'calendar' },
  'calendar.tooLong': { status: 422, category: 'calendar' },
  'calendar.tooMany': { status: 422, category: 'calendar' },
  'calendar.roleGone': { status: 422, category: 'calendar' },
  'contacts.nameTaken': { status: 409, category: 'contacts' },
  'contacts.full': { status: 409, category: 'contacts' },
  'contacts.otherMark': { status: 409, category: 'contacts' },
  'contacts.noNumber': { status: 422, category: 'contacts' },
  'contacts.badPhoto': { status: 422, category: 'contacts' },
  'trunks.notHere': { status: 409, category: 'trunks' },
  'trunks.numberTaken': { status: 409, category: 'trunks' },
  'trunks.accountTaken': { status: 409, category: 'trunks' },
  'trunks.full': { status: 409, category: 'trunks' },
  'trunks.noNumber': { status: 422, category: 'trunks' },
  'trunks.noTest': { status: 422, category: 'trunks' },
  'trunks.testing': { status: 409, category: 'trunks' },
  'answerGroups.inUse': { status: 409, category: 'answerGroups' },
  'answerGroups.callersWait': { status: 409, category: 'answerGroups' },
  'answerGroups.full': { status: 409, category: 'answerGroups' },
  'answerGroups.nameTaken': { status: 409, category: 'answerGroups' },
  'answerGroups.unknownMember': { status: 422, category: 'answerGroups' },
  'answerGroups.unknownExit': { status: 422, category: 'answerGroups' },
  'answerGroups.unknownSound': { status: 422, category: 'answerGroups' },
  'answerGroups.notSupervisor': { status: 403, category: 'answerGroups' },
  'answerGroups.noDevice': { status: 409, category: 'answerGroups' },
  'answerGroups.notAgent': { status: 409, category: 'answerGroups' },
  'answerGroups.unknownReason': { status: 422, category: 'answerGroups' },
  'answerGroups.notTalking': { status: 409, category: 'answerGroups' },
  'answerGroups.notWaiting': { status: 409, category: 'answerGroups' },
  'sounds.empty': { status: 422, category: 'sounds' },
  'sounds.notSound': { status: 422, category: 'sounds' },
  'sounds.otherCodec': { status: 422, category: 'sounds' },
  'sounds.cut': { status: 422, category: 'sounds' },
  'sounds.tooLong': { status: 422, category: 'sounds' },
  'sounds.full': { status: 409, category: 'sounds' },
  'toAnswer.claimed': { status: 409, category: 'toAnswer' },
  'toAnswer.done': { status: 409, category: 'toAnswer' },
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
