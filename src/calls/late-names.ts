import type { CallId } from '../contract/ids';
import type { Logger } from '../logger';
import type { Destinations } from './destinations';
import type { PartyIdentity } from './engine/call';
import type { Input } from './engine/protocol';
import type { CallRunner } from './runner';

/**
 * A runner that gives an outside party its name also when the directory took longer than the call could wait: it comes onto
 * the cards while the call rings or is up.
 */
export function withLateNames(runner: CallRunner, destinations: Pick<Destinations, 'late'>, logger: Logger): CallRunner {
  function identify(callId: CallId, party: PartyIdentity): void {
    const { number } = party;
    if (number === null) return;
    destinations.late(party)?.then(
      (contact) => {
        if (contact !== null) runner.notify(callId, { type: 'identified', number, ...contact });
      },
      (error: unknown) => logger.info({ err: error, callId }, 'the directory could not say who it is'),
    );
  }

  return {
    ...runner,
    async apply(callId, input) {
      await runner.apply(callId, input);
      for (const party of newcomers(input)) identify(callId, party);
    },
  };
}

const newcomers = (input: Input): readonly PartyIdentity[] => (input.type === 'start' ? [input.caller, input.callee] : input.type === 'transfer' ? [input.target] : []);
