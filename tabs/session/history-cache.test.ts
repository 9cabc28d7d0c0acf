import { QueryClient, QueryObserver } from '@tanstack/react-query';
import type { HistoryEntry } from '../../src/contract/history/history';
import { settle } from '../fakes/fake-clock';
import { anEntry, callId, outside } from '../fakes/samples';
import { applyToHistory, historyKey } from './history-cache';
import { createLists } from './lists';

interface Pages {
  readonly pages: readonly { readonly entries: readonly HistoryEntry[] }[];
}

describe('the call list on screen', () => {
  const queries = new QueryClient();
  const show = (name: 'all' | 'missed', entries: readonly HistoryEntry[]): void =>
    void queries.setQueryData(historyKey(name, ''), { pages: [{ entries, next: 'more' }], pageParams: [null] });
  const shown = (name: 'all' | 'missed'): string[] =>
    queries
      .getQueryData<{ pages: { entries: HistoryEntry[] }[] }>(historyKey(name, ''))
      ?.pages.flatMap(({ entries }) => entries.map((entry) => entry.callId)) ?? [];

  beforeEach(() => {
    show('all', [anEntry({ callId: callId(1) })]);
    show('missed', []);
  });

  it('takes a new call in, once, under its filter', () => {
    const missed = anEntry({ callId: callId(2), outcome: 'missed', startedAtMs: 2_000 });
    applyToHistory(queries, { type: 'history.added', entry: missed });
    applyToHistory(queries, { type: 'history.added', entry: missed });
    applyToHistory(queries, {
      type: 'history.added',
      entry: anEntry({ callId: callId(3), other: outside, startedAtMs: 3_000 }),
    });
    expect(shown('all')).toEqual([callId(3), callId(2), callId(1)]);
    expect(shown('missed')).toEqual([callId(2)]);
  });

  it('is in the order in which the server would list it', () => {
    show('all', [anEntry({ callId: callId(3), startedAtMs: 300 }), anEntry({ callId: callId(1), startedAtMs: 100 })]);
    applyToHistory(queries, {
      type: 'history.added',
      entry: anEntry({ callId: callId(2), startedAtMs: 200, endedAtMs: 900 }),
    });
    applyToHistory(queries, {
      type: 'history.added',
      entry: anEntry({ callId: callId(4), startedAtMs: 50, endedAtMs: 900 }),
    });
    expect(shown('all')).toEqual([callId(3), callId(2), callId(1)]);
  });

  it('a call that is missed no more leaves the list of missed ones', () => {
    show('missed', [anEntry({ callId: callId(1), outcome: 'missed' })]);
    applyToHistory(queries, { type: 'history.added', entry: anEntry({ callId: callId(1) }) });
    expect(shown('missed')).toEqual([]);
  });

  it('knows what another window has shown, up to a call or one by one', () => {
    const missed = (n: number, endedAtMs: number): HistoryEntry =>
      anEntry({ callId: callId(n), outcome: 'missed', startedAtMs: endedAtMs, endedAtMs });
    const unseen = (): string[] =>
      queries
        .getQueryData<{ pages: { entries: HistoryEntry[] }[] }>(historyKey('all', ''))
        ?.pages.flatMap(({ entries }) => entries.filter(({ seen }) => !seen).map((entry) => entry.callId)) ?? [];
    show('all', [missed(3, 300), missed(2, 200), missed(1, 100)]);
    applyToHistory(queries, { type: 'history.seen', callIds: [], untilMs: 100 });
    expect(unseen()).toEqual([callId(3), callId(2)]);
    applyToHistory(queries, { type: 'history.seen', callIds: [callId(3)], untilMs: null });
    expect(unseen()).toEqual([callId(2)]);
  });

  it('loses what another window deleted', () => {
    show('all', [anEntry({ callId: callId(2) }), anEntry({ callId: callId(1) })]);
    applyToHistory(queries, { type: 'history.removed', callIds: [callId(2)] });
    expect(shown('all')).toEqual([callId(1)]);
    applyToHistory(queries, { type: 'history.removed', callIds: null });
    expect(shown('all')).toEqual([]);
  });

  it('is read anew when a deletion is undone', () => {
    applyToHistory(queries, { type: 'history.restored' });
    expect(queries.getQueryState(historyKey('all', ''))?.isInvalidated).toBe(true);
  });

  it('is asked for once more where an answer is under way, which may be of before the call', async () => {
    let stored = [callId(1)];
    const underWay: (() => Promise<void>)[] = [];
    const lists = createLists({ defaultOptions: { queries: { staleTime: 60_000 } } });
    const queryFn = () => {
      const entries = stored.map((id) => anEntry({ callId: id }));
      return new Promise((resolve) => {
        underWay.push(async () => {
          resolve({ pages: [{ entries, next: null }], pageParams: [null] });
          await settle();
        });
      });
    };
    new QueryObserver(lists, { queryKey: historyKey('all', ''), queryFn }).subscribe(() => undefined);
    const added = (n: number): void => {
      stored = [callId(n), ...stored];
      applyToHistory(lists, { type: 'history.added', entry: anEntry({ callId: callId(n), startedAtMs: n * 1_000 }) });
    };
    const ids = () => lists.getQueryData<Pages>(historyKey('all', ''))?.pages[0]?.entries.map(({ callId: id }) => id);
    added(2);
    await underWay[0]?.();
    await underWay[1]?.();
    expect(ids()).toEqual([callId(2), callId(1)]);
    void lists.invalidateQueries();
    added(3);
    await settle();
    for (const answer of underWay.slice(2)) await answer();
    expect([ids(), underWay.length]).toEqual([[callId(3), callId(2), callId(1)], 4]);
  });
});
