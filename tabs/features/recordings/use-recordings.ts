import { infiniteQueryOptions, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CallRecording, CallRecordingsPage } from '../../../src/contract/call-recordings/call-recordings';
import type { AnswerGroupId, CallId, RecordingId } from '../../../src/contract/ids';
import type { Rest } from '../../api/rest';
import { pagesOf, type Pages } from '../../ui/pages';
import { useServices } from '../../ui/services';

export const recordingsKey = ['recordings'];

/** Which of those that I may listen to: of one call, of an answer group, or all. */
export interface RecordingsOf {
  readonly callId?: CallId;
  readonly groupId?: AnswerGroupId;
}

export interface Recordings extends Pages {
  readonly recordings: readonly CallRecording[];
  readonly error: unknown;
}

type Asked = Readonly<Record<string, string | undefined>>;

async function page(rest: Pick<Rest, 'ask'>, query: Asked, signal: AbortSignal): Promise<CallRecordingsPage> {
  return (await (await rest.ask('GET', '/call-recordings', { query, signal })).json()) as CallRecordingsPage;
}

const recordingsQuery = (rest: Pick<Rest, 'ask'>, { callId, groupId }: RecordingsOf) =>
  infiniteQueryOptions({
    queryKey: [...recordingsKey, 'list', callId, groupId],
    queryFn: ({ pageParam: before, signal }) => page(rest, { callIds: callId, groupId, before }, signal),
    initialPageParam: undefined as RecordingId | undefined,
    getNextPageParam: ({ recordings, more }) => (more ? recordings.at(-1)?.id : undefined),
  });

/** The newest first. */
export function useRecordings(of: RecordingsOf): Recordings {
  const query = useInfiniteQuery(recordingsQuery(useServices().rest, of));
  const recordings = useMemo(() => query.data?.pages.flatMap((each) => each.recordings) ?? [], [query.data]);
  return { ...pagesOf(query), recordings, error: query.error };
}

/** As many as the server takes at once. */
const mostAtOnce = 100;

/** Those of these calls of which there is a recording that I may listen to. */
export function useRecordedCalls(callIds: readonly CallId[]): ReadonlySet<CallId> {
  const { rest } = useServices();
  const parts = Array.from({ length: Math.ceil(callIds.length / mostAtOnce) }, (_, part) =>
    callIds.slice(part * mostAtOnce, (part + 1) * mostAtOnce).join(),
  );
  const asked = useQueries({
    queries: parts.map((part) => ({
      queryKey: [...recordingsKey, 'calls', part],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        page(rest, { callIds: part, limit: String(mostAtOnce) }, signal),
    })),
  });
  return new Set(asked.flatMap(({ data }) => data?.recordings.map(({ callId }) => callId) ?? []));
}
