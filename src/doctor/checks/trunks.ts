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

const line = /^vaxel_trunk_up\{trunk="([^"]*)"\} ([01])$/gm;

export const trunkFindings = (metrics: string): Finding[] =>
  [...metrics.matchAll(line)].map(([, id = '', up]) =>
    up === '1'
      ? ok(`Trunk ${id}`, 'it is registered where it has to be, and the operator answers OPTIONS')
      : fault(
          `Trunk ${id}`,
          'no call can go over it now',
          'See what Administration › Trunks says of it, make a test call there, and open the firewall to the operator.',
        ),
  );
