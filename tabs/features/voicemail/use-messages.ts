import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingId } from '../../../src/contract/ids';
import type { VoicemailMessage, VoicemailPage } from '../../../src/contract/voicemail/voicemail';
import type { Rest } from '../../api/rest';
import { pagesOf, type Pages } from '../../ui/pages';
import { useServices } from '../../ui/services';

export type Shown = 'all' | 'new';

export const messagesKey = ['voicemail', 'messages'];

export interface Messages extends Pages {
  readonly messages: readonly VoicemailMessage[];
  readonly error: unknown;
}

const messagesQuery = (rest: Pick<Rest, 'ask'>, show: Shown) =>
  infiniteQueryOptions({
    queryKey: [...messagesKey, show],
    queryFn: async ({ pageParam: before, signal }) =>
      (await (await rest.ask('GET', '/voicemail', { query: { show, before }, signal })).json()) as VoicemailPage,
    initialPageParam: undefined as RecordingId | undefined,
    getNextPageParam: ({ messages, more }) => (more ? messages.at(-1)?.id : undefined),
  });

/** My messages, the newest first. */
export function useMessages(show: Shown): Messages {
  const query = useInfiniteQuery(messagesQuery(useServices().rest, show));
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.messages) ?? [], [query.data]);
  return { ...pagesOf(query), messages, error: query.error };
}
