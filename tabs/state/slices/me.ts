import type { Me } from '../../../src/contract/people/people';
import type { Slice } from '../slice';

/** Null until the first snapshot. */
export const meSlice: Slice<Me | null> = { initial: null, snapshot: (_, { me }) => me };
