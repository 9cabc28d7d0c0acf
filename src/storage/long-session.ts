/**
 * Of a session that is kept as long as the server runs: a network that goes away without a word is noticed within half
 * a minute, also while nothing is asked, and no answer is awaited for ever.
 */
export const longSession = {
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};
