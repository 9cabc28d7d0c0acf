import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../src/contract/people/people';
import { allContactsId } from '../../src/contract/people/directory-ids';
import type { ServerEvent, Values } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { Rest } from '../api/rest';
import type { Clock } from '../clock';
import type { RealtimeOptions } from '../realtime/ports';
import type { Softphone } from '../softphone/softphone';
import { applyEvent, applySnapshot, applyValues, withoutValues } from '../state/app-state';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';
import type { Navigation } from './navigation';
import type { Parts } from './parts';

export interface ConnectionParts {
  readonly store: Store<AppState>;
  readonly clock: Clock;
  readonly softphone: Pick<Softphone, 'follow' | 'knownAre' | 'reconnect'>;
  readonly queries: QueryClient;
  readonly rest: Pick<Rest, 'ask'>;
  readonly navigation: Pick<Navigation, 'restore'>;
  readonly parts: Pick<Parts, 'retryNow'>;
  /** The features' lists, which the server's events change. */
  readonly applyToLists: (event: ServerEvent) => void;
  /** What parts of the page watch has changed. */
  readonly onWatched: (values: Values) => void;
  /** A new connection is there. */
  readonly onOnline: () => void;
  readonly log: (line: string) => void;
}

type Following = Pick<
  RealtimeOptions,
  'onClockSkew' | 'onSnapshot' | 'onEvent' | 'onValues' | 'onRenewed' | 'onStatus'
>;

/** What becomes of all that the server tells: the state, the phone, the lists. */
export function followServer(parts: ConnectionParts): Following {
  const { store, clock, softphone, queries, navigation, applyToLists, onWatched, onOnline, log } = parts;
  const gap = createGap(parts);
  const nowMs = (): number => clock.nowMs();
  // A role was taken away that the window still shows: it learns so by the first refusal.
  queries.getQueryCache().subscribe((event) => {
    if (
      event.type === 'updated' &&
      event.action.type === 'error' &&
      errorCode(event.action.error) === 'auth.notAllowed'
    )
      gap.renewMe();
  });
  return {
    onClockSkew: (clockSkewMs) => store.update((state) => ({ ...state, clockSkewMs })),
    onSnapshot(snapshot) {
      gap.haveMe();
      navigation.restore(snapshot.me.user.id);
      store.update((state) => applySnapshot(state, snapshot, nowMs()));
      for (const { view } of store.get().calls.values()) softphone.follow(view);
      softphone.knownAre(snapshot.devices);
    },
    onEvent(event) {
      store.update((state) => applyEvent(state, event, nowMs()));
      if (event.type === 'call') softphone.follow(event.call);
      applyToLists(event);
    },
    onValues(values) {
      const isAllNew = gap.told();
      store.update((state) => applyValues(isAllNew ? withoutValues(state) : state, values));
      onWatched(values);
      gap.mayHaveMe(values);
    },
    onRenewed: gap.renewMe,
    onStatus(connection) {
      log(`realtime: ${connection.state}`);
      store.update((state) => ({ ...state, connection }));
      if (connection.state !== 'online') return;
      gap.over();
      // What failed while nothing could be asked is asked again.
      void queries.refetchQueries({ type: 'inactive', predicate: ({ state }) => state.status === 'error' });
      parts.parts.retryNow();
      softphone.reconnect();
      onOnline();
    },
  };
}

/** The server tells at once what it knows of all that is watched; whoever it says nothing of by then is nobody. */
const longestTellingMs = 5_000;

/**
 * While there was no connection, anything may have changed and gone: events that were missed come by themselves, all
 * else that the window holds is asked anew.
 */
function createGap({ store, clock, queries, rest }: ConnectionParts) {
  let wasOnline = false;
  let hasMe = false;
  const known = new Map<string, number>();
  let cancel: (() => void) | null = null;

  function told(): boolean {
    const isFirst = cancel !== null;
    cancel?.();
    cancel = null;
    return isFirst;
  }

  async function askMe(): Promise<void> {
    const me = (await (await rest.ask('GET', '/me')).json()) as Me;
    store.update((state) => ({ ...state, me }));
    // Of what only they may see nothing stays in the window.
    if (!me.roles.includes('administrator')) queries.removeQueries({ queryKey: ['administration'] });
  }
  // What is not answered now is with the next snapshot, or the next connection.
  const renewMe = (): void => void askMe().catch(() => undefined);

  return {
    /** Values have come; true: what was told over the connection before is void by them. */
    told,
    renewMe,
    /** The snapshot has brought it. */
    haveMe: () => void (hasMe = true),
    /** An administrator has changed my own card, or so many that it may be among them. */
    mayHaveMe({ contacts = [] }: Values) {
      const ofMine: readonly unknown[] = [store.get().me?.user.contactId, allContactsId];
      const news = contacts.filter(({ contactId, rev }) => ofMine.includes(contactId) && known.get(contactId) !== rev);
      for (const { contactId, rev } of news) known.set(contactId, rev);
      if (news.length > 0) renewMe();
    },
    over() {
      if (wasOnline) {
        cancel?.();
        cancel = clock.after(longestTellingMs, () => told() && store.update(withoutValues));
        if (!hasMe) renewMe();
      }
      // Also the first time: what was asked for while the page connected is older than what is told now.
      void queries.invalidateQueries();
      wasOnline = true;
      hasMe = false;
    },
  };
}
