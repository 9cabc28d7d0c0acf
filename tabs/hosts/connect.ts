import type { TabConfig } from '../../src/contract/tab-config';
import { ClientError } from '../api/client-error';
import type { HostResult } from './host';

/** Finds the host: a page that nobody frames is a plain browser page. TeamsJS and MSAL are loaded only where needed. */
export async function connectHost(config: TabConfig): Promise<HostResult> {
  const framed = window.parent !== window;
  const connect = framed ? (await import('./teams')).connectTeams : (await import('./browser')).connectBrowser;
  return connect(config);
}

export async function readConfig(): Promise<TabConfig> {
  const response = await fetch('/tab/config.json').catch((cause: unknown) => {
    throw new ClientError('client.offline', 'config.json', { cause });
  });
  if (!response.ok) throw new ClientError('server.unavailable', `config.json: status ${response.status}`);
  return (await response.json()) as TabConfig;
}
