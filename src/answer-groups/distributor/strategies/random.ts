import type { Strategy } from './strategy';

export const random: Strategy = ({ able, below }) => {
  const at = below(able.length);
  return able.slice(at, at + 1);
};
