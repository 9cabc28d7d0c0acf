import { randomBytes } from 'node:crypto';
import { addressOf } from '../../contract/trunks/same-operator';
import type { Refusal } from '../../contract/trunks/trunks';
import type { Clock } from '../../ports/clock';
import type { Trunk } from '../port';
import { answerTo } from './operator-digest';
import { openWire, WireError, type Lookup } from './operator-wire';
import { uriOf } from './trunk-objects';

export interface QuestionOptions {
  /** Time in which we listened. */
  readonly listening: Clock;
  readonly lookup?: Lookup | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** As long as somebody who looks on waits. */
const limitMs = 4_000;

/**
 * Why an operator does not register us: Asterisk tells nobody with which status it was refused. It is asked what it
 * has registered of the account (RFC 3261 section 10.2.3: REGISTER without a contact changes nothing), which takes the
 * same account, password and way. Null: it refuses nothing that is asked of it.
 */
export async function askOperator(
  trunk: Trunk,
  { listening, lookup, signal }: QuestionOptions,
): Promise<Refusal | null> {
  const limit = new AbortController();
  const either = AbortSignal.any([limit.signal, signal]);
  const cancel = listening.after(limitMs, () => limit.abort());
  try {
    const wire = await openWire({ ...addressOf(trunk), transport: trunk.transport, lookup, listening }, either);
    try {
      return refusalOf(await ask(trunk, wire.local, wire.ask));
    } finally {
      wire.close();
    }
  } catch (error) {
    if (error instanceof WireError) return { reason: error.reason, status: null };
    throw error;
  } finally {
    cancel();
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function ask(trunk: Trunk, local: string, say: (text: string) => Promise<string>): Promise<Answer> {
  const { account, domain, host, proxy, transport, loginName, password } = trunk;
  const uri = uriOf(trunk);
  const me = `<sip:${account ?? ''}@${domain ?? host}>`;
  const [callId, tag] = [randomBytes(12).toString('hex'), randomBytes(6).toString('hex')];
  const request = (cseq: number, authorization: string | null): string =>
    [
      `REGISTER ${uri} SIP/2.0`,
      `Via: SIP/2.0/${transport.toUpperCase()} ${local};branch=z9hG4bK${randomBytes(12).toString('hex')};rport`,
      ...(proxy === null ? [] : [`Route: <${uriOf({ ...addressOf(trunk), transport })};lr>`]),
      'Max-Forwards: 70',
      `From: ${me};tag=${tag}`,
      `To: ${me}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} REGISTER`,
      ...(authorization === null ? [] : [authorization]),
      'User-Agent: Vaxel',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  const first = read(await say(request(1, null)));
  const login = loginName ?? account;
  if ((first.status !== 401 && first.status !== 407) || login === null || password === null) return first;
  const authorization = answerTo(first.text, { login, password, uri });
  return authorization === null ? first : read(await say(request(2, authorization)));
}

const read = (text: string): Answer => ({ status: Number(/^SIP\/2\.0 ([1-6]\d\d)/.exec(text)?.[1] ?? 0), text });

function refusalOf({ status }: Answer): Refusal | null {
  if (status >= 200 && status < 300) return null;
  if ([401, 403, 407].includes(status)) return { reason: 'credentials', status };
  if (status === 404) return { reason: 'unknownAccount', status };
  if (status === 408) return { reason: 'timeout', status };
  return { reason: status >= 500 && status < 600 ? 'failing' : 'refused', status };
}
