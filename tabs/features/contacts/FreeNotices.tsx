import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { ServerEvent } from '../../../src/contract/realtime';
import { useServices } from '../../ui/services';

type IsFree = Extract<ServerEvent, { type: 'contacts.isFree' }>;

/** A window that was away hears of it later: what is older than this is no news. */
const newsForMs = 120_000;

/** Says that somebody is free of whom one wanted to be told, wherever in the tab one is, with the way to call them. */
export function FreeNotices(): ReactNode {
  const { notices, clock, calls, rest, store, queries } = useServices();
  const { data } = useQuery<IsFree>({ queryKey: ['is-free'], queryFn: skipToken });
  useEffect(() => {
    if (data === undefined) return;
    void queries.invalidateQueries({ queryKey: ['free-watches'] });
    if (clock.nowMs() + store.get().clockSkewMs - data.atMs > newsForMs) return;
    const { name, userId } = data;
    const call = async (): Promise<void> => {
      const { contacts } = await rest.contacts({ q: name, limit: 20 });
      const extension = contacts.find((each) => each.userId === userId)?.extension;
      if (extension != null) calls.place(extension, name);
    };
    notices.set({
      id: clock.nowMs(),
      intent: 'info',
      key: 'contacts.isFree',
      values: { who: name },
      action: { key: 'action.call', run: () => void call().catch(() => undefined) },
    });
  }, [data, notices, clock, calls, rest, store, queries]);
  return null;
}
