import { WebSocket } from 'ws';
import { z } from 'zod';
import type { AsteriskConfig } from '../../config';
import { line } from '../../contract/text';
import { fault, ok, reasonOf, type Check, type Finding } from '../finding';

/** The Asterisk that carries the calls: where the server asks it, and where browsers reach it. */
export const checkAsterisk: Check = {
  name: 'Asterisk',
  run: async ({ config: { switch: chosen } }) =>
    chosen.kind === 'asterisk' ? Promise.all([checkAri(chosen), checkWebSocket(chosen)]) : [],
};

const limitMs = 5_000;
const Info = z.object({ system: z.object({ version: line(100, 1) }) });

async function checkAri({ ari: { url, user, password } }: AsteriskConfig): Promise<Finding> {
  const of = `Asterisk ${url}`;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  try {
    const asked = { headers: { authorization }, signal: AbortSignal.timeout(limitMs) };
    const answer = await fetch(`${url}/ari/asterisk/info?only=system`, asked);
    if (answer.status === 401)
      return fault(
        of,
        'it does not know who asks',
        'Give ASTERISK_USER and ASTERISK_PASSWORD as its ari.conf has them.',
      );
    if (!answer.ok) return fault(of, `it answers ${answer.status}`, 'See its log: res_ari has to be loaded.');
    const { version } = Info.parse(await answer.json()).system;
    const [, minor = '0'] = /^22\.(\d+)\./.exec(version) ?? [];
    if (Number(minor) >= 9) return ok(of, `Asterisk ${version}`);
    return fault(of, `it is ${version}`, 'Install Asterisk 22, from 22.9 on: others do some things otherwise.');
  } catch (error) {
    return fault(of, reasonOf(error), 'Start Asterisk, and see that ASTERISK_URL is where its http.conf listens.');
  }
}

/** As a browser opens it, for SIP (RFC 7118). */
async function checkWebSocket({ webSocketUrl }: AsteriskConfig): Promise<Finding> {
  const of = `Asterisk for browsers, ${webSocketUrl}`;
  const socket = new WebSocket(webSocketUrl, 'sip', { handshakeTimeout: limitMs });
  try {
    await new Promise<void>((resolve, reject) => void socket.once('open', resolve).once('error', reject));
    return ok(of, 'it takes a connection for SIP');
  } catch (error) {
    return fault(of, reasonOf(error), 'Let the proxy pass this address on to Asterisk’s WebSocket.');
  } finally {
    socket.terminate();
  }
}
