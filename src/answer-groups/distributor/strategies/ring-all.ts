import type { Strategy } from './strategy';

/** All at once; whoever becomes ready meanwhile joins. */
export const ringAll: Strategy = ({ able }) => able;
