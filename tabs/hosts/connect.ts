import type { TabConfig } from '../../src/contract/tab-config';
import { ClientError } from '../api/client-error';
import { longestWaitMs } from '../api/within';
import type { ConnectHost } from './host';

/**
 * Loads the code of the host around us: a page that nobody frames is a plain browser page. TeamsJS and MSAL are loaded
 * only where needed.
 */
export async function loadHost(): Promise<ConnectHost> {
  const framed = window.parent !== window;
  return framed ? (await import('./teams')).connectTeams : (await import('./browser')).connectBrowser;
}

export async function readConfig(): Promise<TabConfig> {
  const response = await fetch('/tab/config.json', { signal: AbortSignal.timeout(longestWaitMs) }).catch(
    (cause: unknown) => {
      throw new ClientError('client.offline', 'config.json', { cause });
    },
  );
  if (!response.ok) throw new ClientError('server.unavailable', `config.json: status ${response.status}`);
  return (await response.json()) as TabConfig;
}
