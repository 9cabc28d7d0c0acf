import { trunkRetrySeconds, type refusalReasons, type trunkFaults } from '../../contract/trunks/choices';
import { ask } from '../ask';
import { fault, ok, type Check, type Finding } from '../finding';
import { serverUrl } from './server';

/** How the trunks do, as the running server sees them: registered where they have to be, and answering OPTIONS. */
export const checkTrunks: Check = {
  name: 'Trunks',
  async run({ config }) {
    const token = config.mode === 'production' ? config.metricsToken : null;
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    // A server that does not run is told of by itself.
    const answer = await ask(`${serverUrl(config)}/metrics`, { headers, patienceMs: 5_000 }).catch(() => null);
    return answer?.status === 200 ? trunkFindings(answer.body) : [];
  },
};

type RefusalReason = (typeof refusalReasons)[number];
type TrunkFault = (typeof trunkFaults)[number];

const line = /^vaxel_trunk_up\{trunk="([^"]*)"\} ([01])$/gm;
const refusal = /^vaxel_trunk_refused\{trunk="([^"]*)",reason="([^"]*)",status="([^"]*)"\} 1$/gm;

const retried = `It is tried again every ${trunkRetrySeconds} seconds.`;
const seeTab =
  'See what Administration › Trunks says of it, make a test call there, and open the firewall to the operator.';

/** What happened, and what to do about it. */
const words: Readonly<Record<RefusalReason | TrunkFault, readonly [found: string, todo: string]>> = {
  credentials: [
    'the operator refuses the account or its password',
    'Compare account, login name and password with what the operator has said; it may also want to know this address.',
  ],
  unknownAccount: [
    'the operator does not know the account',
    'Compare account and domain with what the operator has said.',
  ],
  refused: ['the operator refuses to register the account', 'Ask the operator what the status means to it.'],
  failing: ['the operator cannot register anybody now', 'Wait, or ask the operator.'],
  timeout: [
    'the operator does not answer when it is asked to register',
    'Compare host, port and transport, and open the firewall.',
  ],
  nameUnknown: [
    'the name of the host or the proxy is not found',
    'Compare it with what the operator has said, and look at DNS.',
  ],
  unreachable: ['nobody listens at the host and port', 'Compare host, port and transport, and open the firewall.'],
  certificate: [
    'the certificate of the operator is not good',
    'Name the host as its certificate does, or have Asterisk believe who has signed it.',
  ],
  tls: ['the operator does not speak TLS there', 'Compare port and transport with what the operator has said.'],
  hostUnknown: ['the host has no address', 'Compare it with what the operator has said, and look at DNS.'],
  notTaken: ['Asterisk does not take its settings', seeTab],
};

const isKnown = (reason: string): reason is keyof typeof words => Object.hasOwn(words, reason);

export function trunkFindings(metrics: string): Finding[] {
  const refusals = new Map([...metrics.matchAll(refusal)].map(([, id = '', ...why]) => [id, why]));
  return [...metrics.matchAll(line)].map(([, id = '', up]) => {
    if (up === '1') return ok(`Trunk ${id}`, 'it is registered where it has to be, and the operator answers OPTIONS');
    const [reason = '', status = ''] = refusals.get(id) ?? [];
    if (!isKnown(reason)) return fault(`Trunk ${id}`, 'no call can go over it now', seeTab);
    const [found, todo] = words[reason];
    return fault(`Trunk ${id}`, `${found}${status === '' ? '' : ` (${status})`}. ${retried}`, todo);
  });
}
