import type { TabConfig } from '../../src/contract/tab-config';
import { ClientError } from '../api/client-error';
import { longestWaitMs } from '../api/within';
import { connectBrowser } from './browser';
import type { ConnectHost } from './host';

/**
 * The code of the host around us: a page that nobody frames is a plain browser page, whose code is so small that it is
 * here already. TeamsJS and MSAL are loaded only where needed.
 */
export async function loadHost(): Promise<ConnectHost> {
  const framed = window.parent !== window;
  return framed ? (await import('./teams')).connectTeams : connectBrowser;
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
