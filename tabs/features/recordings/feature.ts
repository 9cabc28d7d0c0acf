import type { Feature } from '../../ui/feature';

export const recordings: Feature = {
  onEvent(queries, { type }) {
    if (type === 'callRecordings.changed') void queries.invalidateQueries({ queryKey: ['recordings'] });
  },
};
