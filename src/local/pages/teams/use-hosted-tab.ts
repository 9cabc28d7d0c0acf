import { useCallback, useEffect, useRef, useState } from 'react';
import type { DemoPerson } from '../../page-routes';
import type { HostTheme } from '../shared/themes';
import { targetOfLink, type LinkTarget } from './deep-link';
import { createHostProtocol, type HostProtocol } from './host-protocol';

/** Longest time that Teams gives an app to say that it is ready to be unloaded. */
const unloadLimitMs = 30_000;

/**
 * Where the app is: `loading` and `ready` are shown; `leaving` is hidden and may still save its state; `left` is gone.
 *
 *     loading ──► ready ──► leaving ──► left ──► loading
 *        └──► failed
 */
export type HostedState = 'loading' | 'ready' | 'failed' | 'leaving' | 'left';

export interface HostedTab {
  readonly state: HostedState;
  readonly failure: string | null;
  /** A new number is a new iframe. */
  readonly generation: number;
  readonly attach: (frame: HTMLIFrameElement | null) => void;
  readonly leave: () => void;
  readonly open: (subPageId?: string) => void;
  /** Opens a link as Teams does: the tab comes back for it if the user had left. Returns where it led. */
  readonly follow: (url: string) => LinkTarget['to'];
}

export interface HostedTabOptions {
  readonly person: DemoPerson;
  readonly app: { readonly teamsAppId: string; readonly clientId: string };
  readonly locale: string;
  readonly theme: HostTheme;
  readonly firstSubPage: string;
}

/** Life of the tab inside the host: loaded, told of the theme, asked to unload, removed, and loaded again. */
export function useHostedTab({ person, app, locale, theme, firstSubPage }: HostedTabOptions): HostedTab {
  const { life, enter, begin, readyToUnload } = useLife();
  const protocol = useRef<HostProtocol | null>(null);
  const current = useRef({ theme, subPage: firstSubPage });

  const open = useCallback(
    (subPage = '') => {
      current.current.subPage = subPage;
      begin();
    },
    [begin],
  );
  const follow = useCallback(
    (url: string) => {
      const target = targetOfLink(url, app.teamsAppId);
      if (target.to === 'tab') open(target.subPageId);
      // Without an opener the new window shares no session storage with this one, as in Teams.
      if (target.to === 'window') window.open(target.address, '_blank', 'noopener');
      return target.to;
    },
    [app.teamsAppId, open],
  );
  const leave = useCallback(
    () => enter(protocol.current?.hears('beforeUnload') === true ? 'leaving' : 'left'),
    [enter],
  );

  const attach = useCallback(
    (frame: HTMLIFrameElement | null) => {
      protocol.current?.stop();
      protocol.current =
        frame &&
        createHostProtocol(frame, {
          person,
          ...app,
          locale,
          theme: () => current.current.theme,
          subPageId: () => current.current.subPage,
          onLoaded: () => enter('ready'),
          onFailure: (reason) => enter('failed', reason),
          onReadyToUnload: readyToUnload,
          onNavigate: open,
          onDeepLink: (url) => follow(url) !== 'nowhere',
        });
    },
    [person, app, locale, enter, readyToUnload, open, follow],
  );

  useEffect(() => {
    current.current.theme = theme;
    protocol.current?.raise('themeChange', [theme]);
  }, [theme]);
  useEffect(() => {
    if (life.state === 'leaving') protocol.current?.raise('beforeUnload');
  }, [life.state]);

  return { ...life, attach, leave, open, follow };
}

/** The states and what leads from one to the next; an app that takes too long to leave is removed. */
function useLife() {
  const [life, setLife] = useState({
    state: 'loading' as HostedState,
    failure: null as string | null,
    generation: 0,
  });
  const enter = useCallback(
    (next: HostedState, reason: string | null = null) =>
      setLife((before) => ({ ...before, state: next, failure: reason })),
    [],
  );
  const begin = useCallback(
    () => setLife(({ generation }) => ({ state: 'loading', failure: null, generation: generation + 1 })),
    [],
  );
  const readyToUnload = useCallback(
    () => setLife((before) => (before.state === 'leaving' ? { ...before, state: 'left' } : before)),
    [],
  );
  useEffect(() => {
    if (life.state !== 'leaving') return;
    const limit = setTimeout(() => enter('left'), unloadLimitMs);
    return () => clearTimeout(limit);
  }, [life.state, enter]);
  return { life, enter, begin, readyToUnload };
}
