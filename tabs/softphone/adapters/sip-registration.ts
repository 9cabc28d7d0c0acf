import type { Registerer } from 'sip.js';
import type { Clock } from '../../clock';
import type { SipClientEvents } from '../ports';
import { sendRegister } from './sip-register';

export const registrationSeconds = 300;
/** Well before the registration runs out; sip.js's own renewal, at 99 %, comes too late to be needed. */
const renewAfterMs = registrationSeconds * 750;
/** What takes longer to answer than this is no connection. */
const aliveWithinMs = 1_500;

export interface RegistrationOptions {
  readonly registerer: () => Registerer | null;
  /** For the next REGISTER, when it need not be challenged. */
  readonly authorization: () => string | null;
  readonly clock: Clock;
  readonly events: SipClientEvents;
  /** The connection looks open and nobody answers on it. */
  readonly onSilent: () => void;
}

/** The switch knows us by the connection that is open now; before that it refuses all but REGISTER. */
export interface SipRegistration {
  isRegistered(): boolean;
  /** Now, and again before it runs out. */
  register(): void;
  /** A connection may look open long after the network under it has gone; whoever answers is there. */
  askWhetherAlive(): void;
  /** The connection is gone. */
  lost(): void;
  dispose(): void;
}

export function createSipRegistration(options: RegistrationOptions): SipRegistration {
  const { registerer, clock, events, onSilent } = options;
  let registered = false;
  let giveUp: (() => void) | null = null;
  let cancelRenewal = (): void => undefined;
  let cancelAlive: (() => void) | null = null;

  function alive(): void {
    cancelAlive?.();
    cancelAlive = null;
  }

  /** Nothing is under way any more. */
  function settle(isRegistered: boolean): void {
    giveUp = null;
    alive();
    registered = isRegistered;
  }

  function register(): void {
    const by = registerer();
    // The answer to the one under way tells as much.
    if (!by || giveUp) return;
    giveUp = sendRegister(by, options.authorization(), {
      accepted() {
        settle(true);
        cancelRenewal();
        cancelRenewal = clock.after(renewAfterMs, register);
        events.onStatus({ state: 'registered' });
      },
      rejected(statusCode) {
        settle(false);
        events.onStatus({ state: 'failed', detail: `REGISTER ${statusCode}` });
      },
      notSent(error) {
        giveUp = null;
        events.log(`sip: REGISTER not sent: ${String(error)}`);
      },
    });
  }

  return {
    isRegistered: () => registered,
    register,
    askWhetherAlive() {
      if (cancelAlive) return;
      cancelAlive = clock.after(aliveWithinMs, onSilent);
      register();
    },
    lost() {
      const abandon = giveUp;
      settle(false);
      cancelRenewal();
      abandon?.();
    },
    dispose() {
      alive();
      cancelRenewal();
    },
  };
}
