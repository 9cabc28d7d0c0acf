import type { SipCredentials } from '../../../src/contract/devices/devices';
import type { Clock } from '../../clock';
import type { CreateSipClient, SipClient } from '../ports';
import { createSipConnection } from './sip-connection';
import type { SipConnection } from './sip-connection';
import { unchallenged } from './unchallenged';
import { createSipRegistration } from './sip-registration';
import type { SipRegistration } from './sip-registration';
import { createSipSessions } from './sip-sessions';

export interface SipJsOptions {
  readonly origin: string;
  readonly clock: Clock;
  readonly random: () => number;
}

/** SIP over WebSocket by sip.js; the only code that knows the library. */
export function sipJsClient({ origin, clock, random }: SipJsOptions): CreateSipClient {
  return (events): SipClient => {
    let credentials: SipCredentials | null = null;
    /** Those that nobody has registered with yet. */
    let unused: SipCredentials | null = null;
    const sessions = createSipSessions({
      clock,
      events,
      credentials: () => credentials,
      isRegistered: () => registration.isRegistered(),
      onSilent: () => connection.hangUp(),
    });
    const connection: SipConnection = createSipConnection({
      origin,
      clock,
      random,
      events,
      onConnected: () => registration.register(),
      onLost() {
        registration.lost();
        sessions.connectionLost();
      },
      onInvite: sessions.incoming,
      mediaOf: sessions.mediaOf,
    });
    const registration: SipRegistration = createSipRegistration({
      registerer: connection.registerer,
      authorization() {
        const agent = connection.agent();
        const signed = agent === null || unused === null ? null : unchallenged(agent, unused);
        unused = null;
        return signed;
      },
      clock,
      events,
      onSilent: connection.hangUp,
    });

    return {
      use(given) {
        credentials = unused = given;
        sessions.prepare();
        const agent = connection.agent();
        if (!agent) return connection.start(given);
        agent.configuration.authorizationUsername = given.username;
        agent.configuration.authorizationPassword = given.password;
        if (agent.isConnected()) registration.register();
        else connection.open();
      },
      invite(to) {
        const agent = connection.agent();
        if (!agent) throw new Error('invite before use');
        return sessions.invite(agent, to);
      },
      retryNow() {
        connection.forgetTries();
        const agent = connection.agent();
        if (agent?.isConnected() === true) registration.askWhetherAlive();
        else if (agent) connection.open();
      },
      async stop() {
        registration.dispose();
        sessions.dispose();
        await connection.stop();
      },
    };
  };
}
