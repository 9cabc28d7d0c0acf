/** How the states of agents look. */
export const badges = {
  ready: 'available',
  inCall: 'busy',
  reserved: 'busy',
  wrapUp: 'away',
  paused: 'away',
  unreachable: 'unknown',
  loggedOut: 'offline',
} as const;
