import type { UserId } from '../../contract/ids';
import { createIceServers } from '../../devices/ice-servers';
import { systemClock } from '../../time/system-clock';
import { certificateLeft } from '../certificate';
import { fault, ok, reasonOf, warning, type Check, type CheckContext, type Finding } from '../finding';
import { allocate, mappedAddress } from '../turn/allocate';
import { isPrivateAddress } from '../turn/stun-message';
import { readStunUrl, type StunUrl } from '../turn/stun-url';

const patienceMs = 5_000;

/** The relays, asked for a relay with the credentials that a browser gets; the STUN servers, asked for our address. */
export const checkTurn: Check = {
  name: 'TURN',
  async run({ config: { media, mode }, nowMs }: CheckContext) {
    const servers = createIceServers({ ...media, clock: { ...systemClock, nowMs } })('doctor' as UserId);
    const stuns = media.stunUrls.map((url) => checkStun(url));
    const turns = servers.flatMap(({ urls, username, credential }) =>
      username === undefined || credential === undefined
        ? []
        : urls.map((url) => checkRelay(url, username, credential, nowMs)),
    );
    if (turns.length === 0 && mode === 'production') return [...(await Promise.all(stuns)), none];
    return (await Promise.all([...stuns, ...turns])).flat();
  },
};

const none = warning(
  'TURN',
  'no relay is configured: people behind firewalls that let no UDP through hear nothing',
  'Run coturn (docs/operations.md, TURN) and set TURN_URLS and TURN_SECRET.',
);

async function checkStun(url: string): Promise<Finding> {
  const of = `STUN ${url}`;
  const read = readStunUrl(url);
  if (read === null) return notRead(of);
  try {
    return ok(of, `it sees us at ${await mappedAddress(read, patienceMs)}`);
  } catch (error) {
    return notReached(of, read, error);
  }
}

async function checkRelay(url: string, username: string, password: string, nowMs: () => number): Promise<Finding[]> {
  const of = `TURN ${url}`;
  const read = readStunUrl(url);
  if (read === null) return [notRead(of)];
  try {
    const answer = await allocate(read, { username, password, patienceMs });
    if (answer.result === 'refused') return [refusal(of, answer.code, answer.text)];
    const { relayedAddress, certificateEndsMs } = answer;
    const certificate =
      certificateEndsMs === null ? [] : [certificateLeft(`${of}, certificate`, certificateEndsMs, nowMs())];
    return [relayFinding(of, read, relayedAddress), ...certificate];
  } catch (error) {
    return [notReached(of, read, error)];
  }
}

function relayFinding(of: string, { host }: StunUrl, relayedAddress: string): Finding {
  const found = `it relays for us at ${relayedAddress}`;
  const isLocal = host === 'localhost' || isPrivateAddress(host);
  if (!isPrivateAddress(relayedAddress) || isLocal) return ok(of, found);
  return warning(
    of,
    `${found}, an address that people outside cannot reach`,
    'Tell the TURN server its public address (coturn: external-ip), or leave it if everybody is on this network.',
  );
}

const notRead = (of: string): Finding =>
  fault(of, 'browsers do not take this address', 'Write it as turn:host:port?transport=udp, …=tcp or turns:host:port.');

function notReached(of: string, { host, port, transport }: StunUrl, error: unknown): Finding {
  const way = `${transport === 'udp' ? 'UDP' : 'TCP'} port ${port}`;
  return fault(of, reasonOf(error), `See that it runs at ${host}, and that firewalls let ${way} through from here.`);
}

/** What the refusals mean that operators meet (RFC 8656 §18; RFC 8489 §9.2). */
function refusal(of: string, code: number, text: string): Finding {
  const todos: Record<number, string> = {
    401: 'TURN_SECRET and the server’s own (coturn: static-auth-secret) differ, or the clocks do: make them the same.',
    403: 'The TURN server forbids this: see its allowed-peer-ip, denied-peer-ip and the realm’s rules.',
    437: 'Ask again in a minute; the server still had an older relay of ours.',
    442: 'The TURN server does not relay UDP: let it (coturn: remove no-udp-relay).',
    486: 'The quota of the TURN server is used up: raise it (coturn: user-quota, total-quota).',
    508: 'The TURN server has no free ports: give it more (coturn: min-port, max-port).',
  };
  return fault(of, `it refuses: ${code} ${text}`.trim(), todos[code] ?? 'See the log of the TURN server.');
}
