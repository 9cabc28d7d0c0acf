import type { QueryClient } from '@tanstack/react-query';
import type { ServerEvent, Values } from '../../src/contract/realtime';
import type { Clock } from '../clock';
import type { RealtimeOptions } from '../realtime/ports';
import type { Softphone } from '../softphone/softphone';
import { applyEvent, applySnapshot, applyValues } from '../state/app-state';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';
import type { Navigation } from './navigation';
import type { Parts } from './parts';

export interface ConnectionParts {
  readonly store: Store<AppState>;
  readonly clock: Clock;
  readonly softphone: Pick<Softphone, 'follow' | 'reconnect'>;
  readonly queries: QueryClient;
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

/** What becomes of all that the server tells: the state, the phone, the lists. */
export function followServer({
  store,
  clock,
  softphone,
  queries,
  navigation,
  parts,
  applyToLists,
  onWatched,
  onOnline,
  log,
}: ConnectionParts): Pick<RealtimeOptions, 'onClockSkew' | 'onSnapshot' | 'onEvent' | 'onValues' | 'onStatus'> {
  return {
    onClockSkew: (clockSkewMs) => store.update((state) => ({ ...state, clockSkewMs })),
    onSnapshot(snapshot) {
      const again = store.get().me !== null;
      navigation.restore(snapshot.me.user.id);
      store.update((state) => applySnapshot(state, snapshot, clock.nowMs()));
      for (const { view } of store.get().calls.values()) softphone.follow(view);
      // The lists may have changed while nobody told us.
      if (again) void queries.invalidateQueries();
    },
    onEvent(event) {
      store.update((state) => applyEvent(state, event, clock.nowMs()));
      if (event.type === 'call') softphone.follow(event.call);
      applyToLists(event);
    },
    onValues(values) {
      store.update((state) => applyValues(state, values));
      onWatched(values);
    },
    onStatus(connection) {
      log(`realtime: ${connection.state}`);
      store.update((state) => ({ ...state, connection }));
      if (connection.state !== 'online') return;
      // What failed while nothing could be asked is asked again.
      void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
      parts.retryNow();
      softphone.reconnect();
      onOnline();
    },
  };
}
