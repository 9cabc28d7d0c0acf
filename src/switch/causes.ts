import type { EndReason } from '../contract/calls/end-reason';
import type { HangUpReason } from './port';

/**
 * The one table between our reasons and SIP. `status` is the final response to an INVITE that is refused for this
 * reason; `q850` the ITU-T Q.850 cause in the Reason header field (RFC 3326) that tells apart reasons of one status.
 */
interface SipCause {
  readonly status: number;
  readonly q850: number;
  readonly text: string;
}

const causeOf: Readonly<Record<EndReason, SipCause>> = {
  hungUp: { status: 480, q850: 16, text: 'Normal call clearing' },
  cancelled: { status: 487, q850: 31, text: 'Cancelled by the caller' },
  declined: { status: 603, q850: 21, text: 'Call rejected' },
  noAnswer: { status: 480, q850: 19, text: 'No answer' },
  busy: { status: 486, q850: 17, text: 'User busy' },
  unreachable: { status: 480, q850: 20, text: 'Subscriber absent' },
  unknownNumber: { status: 404, q850: 1, text: 'Unallocated number' },
  // A phone of its own knows what to say of cause 3; RFC 3398 §8.2.6.1 has it as 404.
  noEmergency: { status: 404, q850: 3, text: 'No route to destination, use a mobile' },
  ownNumber: { status: 482, q850: 25, text: 'Own number' },
  notAllowed: { status: 403, q850: 57, text: 'Not authorised' },
  barred: { status: 403, q850: 52, text: 'Outgoing calls barred' },
  outsideNotAllowed: { status: 403, q850: 52, text: 'Not allowed to call outside' },
  countryNotAllowed: { status: 403, q850: 52, text: 'Country barred' },
  classNotAllowed: { status: 403, q850: 52, text: 'Numbers of this kind barred' },
  notNow: { status: 403, q850: 52, text: 'Barred outside opening hours' },
  closedDay: { status: 403, q850: 52, text: 'Barred on closed days' },
  tooManyOutside: { status: 403, q850: 47, text: 'Too many outgoing calls' },
  minutesUsed: { status: 403, q850: 47, text: 'Outgoing minutes of the day used up' },
  tooManyNew: { status: 403, q850: 47, text: 'Too many new numbers abroad today' },
  noNetwork: { status: 503, q850: 42, text: 'Network out of reach' },
  networkRefused: { status: 403, q850: 29, text: 'Refused by the network' },
  // The words of Q.850 know no transfer: for the phone whose call went on without it, it is over (RFC 5589 §6).
  transferred: { status: 480, q850: 16, text: 'Normal call clearing' },
  // The phone has talked to the voicemail.
  voicemail: { status: 480, q850: 16, text: 'Normal call clearing' },
  ownDevice: { status: 480, q850: 18, text: 'No user responding' },
  lost: { status: 480, q850: 27, text: 'Destination out of order' },
  interrupted: { status: 503, q850: 41, text: 'Temporary failure' },
  failed: { status: 500, q850: 127, text: 'Failure' },
};

/**
 * The first of several reasons with one cause is what others mean by it. Of emergencies they know nothing: no route is
 * no such number.
 */
const byQ850 = new Map<number, EndReason>(
  Object.entries(causeOf)
    .toReversed()
    .map(([reason, cause]) => [cause.q850, reason === 'noEmergency' ? 'unknownNumber' : (reason as EndReason)]),
);

const byStatus: Readonly<Record<number, EndReason>> = {
  401: 'notAllowed',
  403: 'notAllowed',
  404: 'unknownNumber',
  407: 'notAllowed',
  408: 'unreachable', // the transaction timed out: nobody is there
  410: 'unknownNumber',
  480: 'unreachable',
  482: 'ownNumber',
  484: 'unknownNumber',
  486: 'busy',
  487: 'cancelled',
  503: 'unreachable', // also what the transaction layer reports when the socket is gone (RFC 3261 §8.1.3.1)
  600: 'busy',
  603: 'declined',
  604: 'unknownNumber',
  607: 'declined',
  608: 'declined',
};

/** Final response to an INVITE that ends for `reason`: status code and Reason header field value. */
export function finalResponse(reason: HangUpReason): { readonly status: number; readonly reasonHeader: string } {
  if (reason === 'answeredElsewhere') return { status: 487, reasonHeader: elsewhere };
  return { status: causeOf[reason].status, reasonHeader: reasonHeader(reason) };
}

/** Reason header field value for BYE and CANCEL (RFC 3326). */
export function reasonHeader(reason: HangUpReason): string {
  if (reason === 'answeredElsewhere') return elsewhere;
  const { q850, text } = causeOf[reason];
  return `Q.850;cause=${q850};text="${text}"`;
}

/** The cause by its number of Q.850, for switches that write the header field themselves. */
export function causeNumber(reason: HangUpReason): number {
  return reason === 'answeredElsewhere' ? answeredElsewhere : causeOf[reason].q850;
}

/** Q.850 table 1: non-selected user clearing; the number that goes with the words below. */
const answeredElsewhere = 26;

/** Exactly the words that phones look for, so that they list no missed call. */
const elsewhere = 'SIP;cause=200;text="Call completed elsewhere"';

/** What a final response says; a Q.850 cause in its Reason header field is more precise than the status. */
export function reasonOfResponse(status: number, header: string | undefined): EndReason {
  return reasonOfHeader(header) ?? byStatus[status] ?? 'failed';
}

/** Why the other side sent BYE; without a Reason it is a plain hang-up. */
export function reasonOfBye(header: string | undefined): EndReason {
  return reasonOfHeader(header) ?? 'hungUp';
}

function reasonOfHeader(header: string | undefined): EndReason | undefined {
  const cause = /(?:^|,)\s*Q\.850\s*;(?:[^,"]|"[^"]*")*?\bcause\s*=\s*(\d{1,3})/i.exec(header ?? '')?.[1];
  return cause === undefined ? undefined : byQ850.get(Number(cause));
}

/** From what says most to what says least. */
const precedence: readonly EndReason[] = [
  'declined',
  'busy',
  'noAnswer',
  'notAllowed',
  'unknownNumber',
  'failed',
  'unreachable',
];

/** Of the refusals of devices that were rung at once, the one that says most; what is not in the list says least. */
export function mostTelling(refusals: readonly EndReason[]): EndReason | undefined {
  return precedence.find((candidate) => refusals.includes(candidate)) ?? refusals[0];
}
