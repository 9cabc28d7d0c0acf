import type { Clock } from '../ports/clock';
import type { CallId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import type { Destinations, LateName } from './destinations';
import type { PartyIdentity } from './engine/identity';
import type { Input } from './engine/protocol';
import type { CallRunner } from './runner';

const retryMs = 1_000;

export interface LateNamesDeps {
  readonly destinations: Pick<Destinations, 'late'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A runner that gives an outside party its name also when the directory took longer than the call could wait: it comes
 * onto the cards while the call rings or is up.
 */
export function withLateNames(runner: CallRunner, { destinations, clock, logger }: LateNamesDeps): CallRunner {
  async function identify(callId: CallId, { number }: PartyIdentity, name: LateName): Promise<void> {
    const contact = await answer(name);
    if (contact !== null && number !== null) runner.notify(callId, { type: 'identified', number, ...contact });
  }

  /** The database may be away for a moment. Rejects with the last error. */
  async function answer({ first, again }: LateName, attempts = 10): LateName['first'] {
    try {
      return await first;
    } catch (error) {
      if (attempts <= 1) throw error;
      await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
      return answer({ first: again(), again }, attempts - 1);
    }
  }

  return {
    ...runner,
    async apply(callId, input) {
      await runner.apply(callId, input);
      for (const party of newcomers(input)) {
        const name = destinations.late(party);
        if (name !== null)
          identify(callId, party, name).catch((error: unknown) =>
            logger.info({ err: error, callId }, 'the directory could not say who it is'),
          );
      }
    },
  };
}

function newcomers(input: Input): readonly PartyIdentity[] {
  if (input.type === 'start') return [input.caller, input.callee];
  if (input.type === 'senderFound') return input.to ? [input.to.callee] : [];
  return input.type === 'transfer' ? [input.target] : [];
}
