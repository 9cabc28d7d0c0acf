import { WebSocket } from 'ws';
import { z } from 'zod';
import type { AsteriskConfig } from '../../config';
import { line } from '../../contract/text';
import { revision, revisionVariable } from '../../switch/asterisk/configuration';
import { fault, ok, reasonOf, warning, type Check, type Finding } from '../finding';

/** The Asterisk that carries the calls: where the server asks it, and where browsers reach it. */
export const checkAsterisk: Check = {
  name: 'Asterisk',
  run: async ({ config: { switch: chosen } }) =>
    chosen.kind === 'asterisk' ? (await Promise.all([checkAri(chosen), checkWebSocket(chosen)])).flat() : [],
};

const limitMs = 5_000;
const Info = z.object({ system: z.object({ version: line(100, 1) }) });

const Variable = z.object({ value: line(100) });

function ask({ ari: { url, user, password } }: AsteriskConfig, what: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return fetch(`${url}/ari/asterisk/${what}`, { headers: { authorization }, signal: AbortSignal.timeout(limitMs) });
}

async function checkAri(config: AsteriskConfig): Promise<Finding[]> {
  const of = `Asterisk ${config.ari.url}`;
  const found = await checkVersion(config, of);
  return found.result === 'ok' ? [found, ...(await checkConfiguration(config, of))] : [found];
}

/** It goes on with the one that it was started with, which a newer version of ours may not be content with. */
async function checkConfiguration(config: AsteriskConfig, name: string): Promise<Finding[]> {
  const of = `${name}, configuration`;
  const answer = await ask(config, `variable?variable=${revisionVariable}`).catch(() => null);
  const { data } = Variable.safeParse(await answer?.json().catch(() => null));
  if (data?.value === revision()) return [ok(of, 'it is of this version')];
  const todo = 'npm run asterisk:files on its machine (with compose: docker compose up -d), and then restart Asterisk.';
  return [warning(of, 'it is of another version, or was not written by asterisk:files', todo)];
}

async function checkVersion(config: AsteriskConfig, of: string): Promise<Finding> {
  try {
    const answer = await ask(config, 'info?only=system');
    if (answer.status === 401)
      return fault(
        of,
        'it does not know who asks',
        'Give ASTERISK_USER and ASTERISK_PASSWORD as its ari.conf has them.',
      );
    if (answer.status === 403)
      return fault(
        of,
        'it does not answer this machine',
        'Have ASTERISK_ASKED_FROM name the address that the server asks from.',
      );
    if (!answer.ok) return fault(of, `it answers ${answer.status}`, 'See its log: res_ari has to be loaded.');
    const { version } = Info.parse(await answer.json()).system;
    const [, minor = '0'] = /^22\.(\d+)\./.exec(version) ?? [];
    if (Number(minor) >= 9) return ok(of, `Asterisk ${version}`);
    return fault(of, `it is ${version}`, 'Install Asterisk 22, from 22.9 on: others do some things otherwise.');
  } catch (error) {
    const todo =
      'Start Asterisk, see that ASTERISK_URL is where its http.conf listens, and that no firewall is between.';
    return fault(of, reasonOf(error), todo);
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
