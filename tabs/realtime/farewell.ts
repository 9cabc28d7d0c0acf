import type { ServerMessage } from '../../src/contract/realtime';
import type { Reconnecting } from './reconnecting';

/** What follows from the server's parting word. */
export interface Farewell {
  heard(bye: Extract<ServerMessage, { type: 'bye' }>): void;
  /** A token has been accepted, or the person asks for another try. */
  forgetRefusals(): void;
}

export function createFarewell(way: Reconnecting, log: (line: string) => void): Farewell {
  let tokensRefused = 0;
  return {
    heard({ reason, problem, retryInMs }) {
      log(`realtime: bye ${reason} ${problem?.code ?? ''}`);
      const code = problem?.code;
      if (code === 'auth.notLinked' || code === 'auth.noOrganisation' || code === 'auth.otherOrganisation')
        return way.refuse(code);
      // One more token may help when the old one had just expired; a second refusal is meant.
      if (code === 'auth.invalid' || code === 'auth.missing' || code === 'auth.expired') {
        tokensRefused += 1;
        return tokensRefused > 1 ? way.refuse(code) : way.connect();
      }
      if (reason === 'tokenExpired' || reason === 'tooSlow') return way.connect();
      way.waitAndRetry(retryInMs);
    },
    forgetRefusals: () => void (tokensRefused = 0),
  };
}
