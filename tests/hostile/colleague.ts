import { randomUUID } from 'node:crypto';
import type { SipCredentials } from '../../src/contract/devices/devices';
import { RawSip } from '../fakes/raw-sip';
import { createRealtimeClient } from '../fakes/realtime-client';
import type { Colleague } from '../integration/colleague';
import type { Product } from '../integration/product';

const limitMs = 30_000;

/**
 * A colleague who has been in before opens the tab with a new token: signs in, becomes a phone, calls, and it rings.
 */
export async function signInAndCall(product: Product, token: string, callee: Colleague): Promise<void> {
  const me = await product.get('/api/me', token);
  if (me.status !== 200) throw new Error(`a colleague is not let in: ${me.status} ${me.text}`);
  const window = createRealtimeClient({ url: `${product.url.replace('http', 'ws')}/realtime`, token });
  await window.connect();
  const enrolled = await product.request('POST', '/api/devices', token, {
    windowId: randomUUID(),
    kind: 'tab',
    label: 'Newcomer',
  });
  const phone = product.phone(enrolled.json<SipCredentials>());
  try {
    await phone.register();
    const call = phone.dial(callee.extension);
    await call.until('ringing', limitMs);
    const incoming = await callee.firstPhone.nextCall(limitMs);
    call.hangUp();
    await Promise.all([call.until('ended', limitMs), incoming.until('ended', limitMs)]);
  } finally {
    await phone.close();
    window.drop();
  }
}

export interface Ban {
  /** Status of the right password after ten wrong ones, and of a renewed one of the same device. */
  readonly right: number;
  readonly renewed: number;
}

/** Ten guesses at a colleague's password, then the right one, then the one that the colleague's window fetches anew. */
export async function guessAt(product: Product, colleague: Colleague): Promise<Ban> {
  const windowId = randomUUID();
  const account = await colleague.enrol('Guessed at', windowId);
  const statusOf = async (password: string): Promise<number> => {
    const raw = await RawSip.connect(product.sipUrl);
    const { status } = await raw.register(account, { password });
    raw.close();
    return status;
  };
  for (let guess = 0; guess < 10; guess += 1) await statusOf(`guess ${guess}`);
  const right = await statusOf(account.password);
  return { right, renewed: await statusOf((await colleague.enrol('Guessed at', windowId)).password) };
}
