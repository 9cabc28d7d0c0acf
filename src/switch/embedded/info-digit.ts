import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import { isDigit } from './dtmf';

/** Bodies of INFO that we read, in the order in which we like them. */
const accepted = 'application/dtmf-relay, application/dtmf';
/** Some phones name these two by the number of their RFC 4733 event. */
const byNumber: Readonly<Record<string, string>> = { '10': '*', '11': '#' };

export type InfoJudgement =
  | { readonly kind: 'digit'; readonly digit: string }
  /** Nothing in it: some phones ask so whether the call is still there (RFC 2976 §2.2). */
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly status: number; readonly headers: readonly string[] };

/**
 * What an INFO within a call says. Digits beside the audio have no RFC: `application/dtmf-relay` has a line `Signal=5`,
 * `application/dtmf` the bare digit. We know no info packages (RFC 6086 §4.2.2: 469 with what we would take).
 */
export function judgeInfo(message: IncomingRequestMessage): InfoJudgement {
  if (message.hasHeader('Info-Package')) return refused(469, 'Recv-Info: ');
  const body = message.body.trim();
  const [type = ''] = (message.getHeader('Content-Type') ?? '').toLowerCase().split(';');
  if (body === '' && type === '') return { kind: 'empty' };
  const signal = signalOf(type.trim(), body);
  if (signal === 'otherBody') return refused(415, `Accept: ${accepted}`);
  const digit = byNumber[signal] ?? signal.toUpperCase();
  return isDigit(digit) ? { kind: 'digit', digit } : refused(400);
}

function signalOf(type: string, body: string): string {
  const relayed = /^[ \t]*signal[ \t]*=[ \t]*(\S{1,16})[ \t]*$/im.exec(body)?.[1];
  if (type === 'application/dtmf-relay') return relayed ?? '';
  return type === 'application/dtmf' ? (relayed ?? body) : 'otherBody';
}

function refused(status: number, ...headers: string[]): InfoJudgement {
  return { kind: 'refused', status, headers };
}
