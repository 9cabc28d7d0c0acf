import { openStunExchange, type StunExchange } from './stun-exchange';
import { methods, type Login, type StunResponse } from './stun-message';
import type { StunUrl } from './stun-url';

export type Allocation =
  | { readonly result: 'relayed'; readonly relayedAddress: string; readonly certificateEndsMs: number | null }
  /** The server said no; `code` as in RFC 8656 §18 and RFC 8489 §14.8. */
  | { readonly result: 'refused'; readonly code: number; readonly text: string };

export interface AllocateOptions {
  readonly username: string;
  readonly password: string;
  readonly patienceMs: number;
}

/**
 * Has a TURN server relay for us, as a browser does (RFC 8656 §7), and gives the relay back.
 * @throws Error when the server cannot be reached or says nothing
 */
export async function allocate(url: StunUrl, options: AllocateOptions): Promise<Allocation> {
  const exchange = await openStunExchange(url, options.patienceMs);
  try {
    return await allocateOver(exchange, options);
  } finally {
    exchange.close();
  }
}

async function allocateOver(exchange: StunExchange, { username, password }: AllocateOptions): Promise<Allocation> {
  const first = await exchange.ask({ method: methods.allocate });
  // One that relays for everybody would carry strangers' traffic; a browser with credentials takes it all the same.
  if (!first.isError) return relayed(exchange, first);
  if (first.errorCode !== 401 || first.realm === null || first.nonce === null) return refused(first);
  let login: Login = { username, password, realm: first.realm, nonce: first.nonce };
  let answer = await exchange.ask({ method: methods.allocate, login });
  if (answer.isError && answer.errorCode === 438 && answer.nonce !== null) {
    login = { ...login, nonce: answer.nonce };
    answer = await exchange.ask({ method: methods.allocate, login });
  }
  if (answer.isError) return refused(answer);
  const found = relayed(exchange, answer);
  await exchange.ask({ method: methods.refresh, login, lifetime: 0 }).catch(() => undefined);
  return found;
}

const refused = ({ errorCode, errorText }: StunResponse): Allocation => ({
  result: 'refused',
  code: errorCode,
  text: errorText,
});

function relayed({ certificateEndsMs }: StunExchange, { relayedAddress }: StunResponse): Allocation {
  if (relayedAddress === null) throw new Error('the answer names no relay');
  return { result: 'relayed', relayedAddress, certificateEndsMs };
}

/** Our address as a STUN server sees it. @throws Error when it cannot be reached, says nothing or refuses */
export async function mappedAddress(url: StunUrl, patienceMs: number): Promise<string> {
  const exchange = await openStunExchange(url, patienceMs);
  try {
    const answer = await exchange.ask({ method: methods.binding });
    if (answer.mappedAddress === null) throw new Error(`it answered ${answer.errorCode} ${answer.errorText}`.trim());
    return answer.mappedAddress;
  } finally {
    exchange.close();
  }
}
