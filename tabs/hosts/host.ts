import type { TabConfig } from '../../src/contract/tab-config';

export type ThemeName = 'light' | 'dark' | 'contrast';

/** The program around the tab: Teams or Outlook through TeamsJS, or a plain browser page. */
export interface Host {
  readonly kind: 'teams' | 'browser';
  /**
   * What the program calls itself, e.g. `Teams` or `Outlook`; null for a browser, which has no name of its own for us.
   */
  readonly appName: string | null;
  /** BCP 47, as the host says. */
  readonly locale: string;
  readonly theme: ThemeName;
  /** Who is signed in, as another window's sign-in takes it for a hint; null when the host does not say. */
  readonly account: string | null;
  /** Where a deep link wants to go; input from outside, see contract/deep-links.ts. */
  readonly subPageId: string | null;
  onThemeChange(listener: (theme: ThemeName) => void): () => void;
  /** The host's language changed while it had put the page away. */
  onLocaleChange(listener: (locale: string) => void): () => void;
  /** A deep link opened while the tab is alive. */
  onSubPage(listener: (subPageId: string) => void): () => void;
  /** The host had put the page away and shows it again: its connections may be dead. */
  onResume(listener: () => void): () => void;
  /** A token for our own API, fresh for at least some seconds. @throws ClientError client.noToken */
  getToken(): Promise<string>;
  /** The first view is drawn: the host may take its loading indicator away. Saying it again is harmless. */
  notifySuccess(): void;
  openLink(url: string): void;
  /** Ends the session where the host lets us; in Teams there is none of ours to end. */
  signOut(): Promise<void>;
}

/** How a host is reached, or why it cannot be. */
export type HostResult = { readonly kind: 'host'; readonly host: Host } | { readonly kind: 'chooseDemoPerson' };

export type ConnectHost = (config: TabConfig) => Promise<HostResult>;
