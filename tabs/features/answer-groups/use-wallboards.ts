import { skipToken, useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WallboardState } from '../../../src/contract/answer-groups/wallboard';
import type { AnswerGroupId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { wallboardKey } from './keys';

/** What supervisors are told of groups while they look; what was told last stays until it is told anew. */
export function useWallboards(ids: readonly AnswerGroupId[]): readonly (WallboardState | undefined)[] {
  const { watchingWallboards } = useServices();
  const all = ids.join();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same ids are the same, whichever list they stand in
  useEffect(() => watchingWallboards.add(ids), [watchingWallboards, all]);
  const now = useQueries({
    queries: ids.map((id) => ({
      queryKey: wallboardKey(id),
      queryFn: skipToken as unknown as () => WallboardState,
      gcTime: Infinity,
    })),
  });
  return now.map(({ data }) => data);
}
