import { WebSocket } from 'ws';
import type { ProductionConfig } from '../../config';
import { ask, jsonOf, type HttpAnswer } from '../ask';
import { certificateLeft } from '../certificate';
import { fault, inProduction, ok, reasonOf, type Finding } from '../finding';

const proxyTodo = 'See that the proxy passes every path of this host to the server’s PORT (docs/operations.md, TLS).';

/** PUBLIC_URL as browsers and Microsoft come in by it: the tab, the bot's endpoint, WebSockets, the certificate. */
export const checkPublicAddress = inProduction('Public address', async ({ config, nowMs }) => {
  const { publicUrl } = config;
  const of = `Public address ${publicUrl}`;
  let tab: HttpAnswer;
  try {
    tab = await ask(`${publicUrl}/tab/config.json`);
  } catch (error) {
    return [fault(of, reasonOf(error), unreachableTodo(error, publicUrl))];
  }
  const { certificateEndsMs } = tab;
  const certificate =
    certificateEndsMs === null ? [] : [certificateLeft(`${of}, certificate`, certificateEndsMs, nowMs())];
  const windows = tab.status === 200 ? [await checkUpgrade(`${of}, WebSocket`, publicUrl)] : [];
  return [tabFinding(of, tab, config), ...certificate, await checkBotEndpoint(publicUrl), ...windows];
});

function unreachableTodo(error: unknown, publicUrl: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const { hostname } = new URL(publicUrl);
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code))
    return `Give the proxy a certificate for ${hostname} that browsers trust, with its intermediate certificates.`;
  if (code === 'ENOTFOUND') return `Enter ${hostname} in the DNS, or correct PUBLIC_URL.`;
  return (
    `See that the TLS proxy runs, and that firewalls let HTTPS through to ${hostname}; where a network cannot reach ` +
    'its own public address, ask from another one.'
  );
}

/** Is it this server that answers there? The tab's configuration is public, and names the app registration. */
function tabFinding(of: string, answer: HttpAnswer, { entra }: ProductionConfig): Finding {
  if (answer.status === 502 || answer.status === 503 || answer.status === 504)
    return fault(
      of,
      `the proxy answers ${answer.status}: it does not reach the server`,
      'Start the server, and see the proxy’s upstream.',
    );
  const { entra: signIn } = jsonOf(answer) as { readonly entra?: { readonly clientId?: unknown } | null };
  if (answer.status !== 200 || signIn === undefined)
    return fault(of, `what answers (${answer.status}) is not Växel`, proxyTodo);
  if (signIn?.clientId !== entra.clientId)
    return fault(
      of,
      'another Växel answers there, with another ENTRA_CLIENT_ID',
      'Correct PUBLIC_URL, or the proxy’s upstream.',
    );
  return ok(of, 'the tab is served there');
}

/** Microsoft's Bot Connector posts here. What has no token of it is refused in our words, so it is ours. */
async function checkBotEndpoint(publicUrl: string): Promise<Finding> {
  const url = `${publicUrl}/api/messages`;
  const of = `Bot endpoint ${url}`;
  try {
    const answer = await ask(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
    const { code } = jsonOf(answer);
    if (answer.status === 401 && code === 'auth.missing')
      return ok(of, 'it takes posts, and refuses whoever is not the Bot Connector');
    if (answer.status === 429) return ok(of, 'it is ours, and slows down whoever is not the Bot Connector');
    return fault(of, `a post is answered with ${answer.status}, and should be with 401`, proxyTodo);
  } catch (error) {
    return fault(of, reasonOf(error), proxyTodo);
  }
}

function checkUpgrade(of: string, publicUrl: string): Promise<Finding> {
  const refused = (found: string) =>
    fault(
      of,
      found,
      'Let the proxy pass WebSockets on: without them no window hears of a call (docs/operations.md, TLS).',
    );
  return new Promise((resolve) => {
    const socket = new WebSocket(`${publicUrl.replace(/^http/, 'ws')}/realtime`, { handshakeTimeout: 5_000 });
    socket.on('unexpected-response', (request, { statusCode }) => {
      request.destroy();
      resolve(refused(`asked for a WebSocket, it answers ${statusCode}`));
    });
    socket.once('open', () => {
      socket.terminate();
      resolve(ok(of, 'WebSockets come through'));
    });
    socket.on('error', (error) => resolve(refused(reasonOf(error))));
  });
}
