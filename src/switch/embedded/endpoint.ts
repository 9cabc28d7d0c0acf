import { randomBytes } from 'node:crypto';
import { URI, UserAgentCore, type IncomingInviteRequest, type IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../clock';
import type { Logger } from '../../logger';
import type { DeviceEnrolment } from '../port';
import type { SipConnection } from './connection';
import type { Registration } from './registrar';
import { createSipLog, type ReadResult } from './sip-messages';

/** How long a device may be without a socket before its legs are lost; a reconnecting one is back well before. */
const reattachMs = 2500;

/**
 * One run of a device's SIP program: a sip.js user agent that outlives a socket. A device that reconnects and registers
 * again with the same Call-ID (RFC 3261 §10.2) goes on with its dialogs over the new socket; a reloaded page has another.
 */
export interface Endpoint {
  readonly device: DeviceEnrolment;
  readonly boot: string;
  readonly core: UserAgentCore;
  /** Value of our Contact header field. */
  readonly contact: string;
  isAttached(): boolean;
  attach(registration: Registration): void;
  /** The socket is gone: legs are lost unless the device comes back in time. */
  detach(connection: SipConnection): void;
  receive(message: Exclude<ReadResult, { kind: 'malformed' }>): void;
  /** Where requests to the device go. */
  target(): URI;
  /** Calls back when the legs of this endpoint are lost. Returns the unsubscriber. */
  onLost(listener: () => void): () => void;
  lose(): void;
  dispose(): void;
}

export interface EndpointDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly registration: Registration;
  readonly onInvite: (endpoint: Endpoint, request: IncomingInviteRequest) => void;
  /** All its legs are lost, or it was disposed. */
  readonly onGone: (endpoint: Endpoint) => void;
}

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { clock } = deps;
  const lostListeners = new Set<() => void>();
  let { registration } = deps;
  let connection: SipConnection | null = registration.connection;
  let cancelGrace: (() => void) | null = null;
  const contactUri = new URI('sip', randomBytes(6).toString('hex'), registration.device.domain, undefined, { transport: 'ws' });
  const contact = `<${contactUri.toString()}>`;
  const { core, route } = createCore(deps.logger, contactUri, contact, () => connection);
  core.delegate = {
    onInvite: (request) => deps.onInvite(endpoint, request),
    onRefer: (request) => void request.reject({ statusCode: 501 }),
    onMessage: (request) => void request.reject({ statusCode: 501 }),
    onNotify: (request) => void request.reject({ statusCode: 501 }),
    onSubscribe: (request) => void request.reject({ statusCode: 489 }),
  };

  const endpoint: Endpoint = {
    device: registration.device,
    boot: registration.boot,
    core,
    contact,
    isAttached: () => connection?.isOpen() === true,
    attach(next) {
      cancelGrace?.();
      cancelGrace = null;
      registration = next;
      connection = next.connection;
    },
    detach(closed) {
      if (connection !== closed) return;
      connection = null;
      cancelGrace?.();
      cancelGrace = lostListeners.size === 0 ? (endpoint.dispose(), null) : clock.after(reattachMs, () => endpoint.lose());
    },
    receive: (message) => (message.kind === 'request' ? route(message.message) : core.receiveIncomingResponseFromTransport(message.message)),
    target: () => registration.contact.uri.clone(),
    onLost(listener) {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
    lose() {
      for (const listener of [...lostListeners]) listener();
      if (connection === null) endpoint.dispose();
    },
    dispose() {
      cancelGrace?.();
      cancelGrace = null;
      connection = null;
      core.dispose();
      deps.onGone(endpoint);
    },
  };
  return endpoint;
}

function createCore(logger: Logger, contactUri: URI, contact: string, connection: () => SipConnection | null): { core: UserAgentCore; route(message: IncomingRequestMessage): void } {
  const configuration = {
    aor: contactUri,
    contact: { uri: contactUri, pubGruu: undefined, tempGruu: undefined, toString: () => contact },
    displayName: '',
    loggerFactory: createSipLog(logger),
    hackViaTcp: false,
    routeSet: [],
    sipjsId: randomBytes(4).toString('hex'),
    supportedOptionTags: ['timer'],
    supportedOptionTagsResponse: ['timer'],
    userAgentHeaderFieldValue: 'Vaxel',
    viaForceRport: false,
    viaHost: 'vaxel.invalid',
    authenticationFactory: () => undefined,
    transportAccessor: () => ({
      protocol: 'WSS',
      // Nothing is resent on a reliable transport: a request to a device that is gone ends by its own timer or by lose().
      send: (text: string) => Promise.resolve(connection()?.send(text)),
    }),
  };
  const core = new UserAgentCore(configuration);
  return {
    core,
    route(message) {
      // sip.js serves only its own user; a switch serves whatever number was dialled.
      if (message.ruri !== undefined) configuration.aor = message.ruri;
      core.receiveIncomingRequestFromTransport(message);
    },
  };
}
