import type { Config } from '../../config';
import { ask, jsonOf } from '../ask';
import { fault, ok, reasonOf, warning, type Check } from '../finding';

/** Where the server listens, as one asks it from this machine. */
export function serverUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

/** Does it run, and is it ready? */
export const checkServer: Check = {
  name: 'Server',
  async run({ config }) {
    const url = serverUrl(config);
    const of = `Server ${url}`;
    try {
      const answer = await ask(`${url}/readyz`, { patienceMs: 5_000 });
      const { status, missing } = jsonOf(answer) as { readonly status?: unknown; readonly missing?: unknown };
      if (answer.status === 200 && status === 'ready') return [ok(of, 'it runs and is ready')];
      if (status === 'notReady')
        return [fault(of, `it runs and is not ready: ${String(missing)} is missing`, 'See what is said of it below.')];
      return [
        fault(of, `another program answers there (${answer.status})`, 'Choose another PORT, or end that program.'),
      ];
    } catch (error) {
      return [
        warning(
          of,
          `it does not run (${reasonOf(error)})`,
          'Start it; what only a running server shows was not looked at.',
        ),
      ];
    }
  },
};
