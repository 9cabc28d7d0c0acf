import type { Slice } from '../../state/slice';

/** How many messages I have not heard. */
export const unheardSlice: Slice<number> = {
  initial: 0,
  snapshot: (_, { voicemail }) => voicemail.unheard,
  event: (before, event) => (event.type === 'voicemail.changed' ? event.unheard : before),
};
