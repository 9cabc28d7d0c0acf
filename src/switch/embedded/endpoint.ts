import { randomBytes } from 'node:crypto';
import {
  SessionDialog,
  SignalingState,
  TransactionState,
  URI,
  UserAgentCore,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
} from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { DeviceEnrolment, WaitingMessages } from '../port';
import type { SipConnection } from './connection';
import { createMessageSubscriptions } from './message-subscriptions';
import type { Registration } from './registrations';
import type { SocketState } from '../leg-watch';
import { createSipLog, withTrueAllow, type ReadResult } from './sip-messages';
import { receiveUpdate } from './update';

/**
 * How long a device may be without a socket before its unanswered legs are lost: as long as one that says nothing is
 * waited for. A reconnecting one is back well before, unless its computer is very busy.
 */
const reattachMs = 8000;
/** What is kept for a device without a socket: the BYEs of its legs, and little else. */
const maxUnsent = 50;
/**
 * The browser says "going away" (RFC 6455 §7.4.1) for a page that is gone for good. Tried with Chromium 156: 1001 comes
 * within 50 ms of a reload, a navigation, the removal of an iframe, the closing of the tab or the browser, a crash and
 * a `kill -9` of the renderer. `close()` in a page that lives is 1005; a lost network is nothing at all, then 1006.
 */
const goingAway = 1001;

/**
 * One run of a device's SIP program: a sip.js user agent that outlives a socket. A device that reconnects and registers
 * again with the same Call-ID (RFC 3261 §10.2) goes on with its dialogs over the new socket; a reloaded page has
 * another.
 */
export interface Endpoint {
  readonly device: DeviceEnrolment;
  readonly boot: string;
  readonly core: UserAgentCore;
  /** Value of our Contact header field. */
  readonly contact: string;
  /** Where its socket comes from, or the last one came from. */
  address(): string;
  isAttached(): boolean;
  /** The way to the device, for the watch over its answered legs. */
  socket(): SocketState;
  attach(registration: Registration): void;
  /**
   * The socket is gone. A page that went away has lost its legs. One that vanished may come back: unanswered legs are
   * lost after 8 s, answered ones are kept as their watch allows.
   */
  detach(connection: SipConnection, code: number): void;
  /** Another run of the device has registered. While this one keeps its socket and sends, its legs go on. */
  supersede(): void;
  receive(message: Exclude<ReadResult, { kind: 'malformed' }>): void;
  /** Where requests to the device go. */
  target(): URI;
  /**
   * Calls back when legs of this endpoint are lost: all, or those that are not answered yet. Returns the unsubscriber.
   */
  onLost(listener: (which: LostLegs) => void): () => void;
  /**
   * Calls back when the device goes on over another connection: what the old one carried last may never have arrived.
   * Returns the unsubscriber.
   */
  onReattached(listener: () => void): () => void;
  lose(): void;
  /** What waits for its person is another now: it is told if it has subscribed. */
  tellMessages(waiting: WaitingMessages): void;
  dispose(): void;
}

export type LostLegs = 'all' | 'unanswered';

export interface EndpointDeps {
  readonly listening: Clock;
  readonly logger: Logger;
  readonly registration: Registration;
  /** How long a vanished device is waited for. */
  readonly keepMs: number;
  readonly onInvite: (endpoint: Endpoint, request: IncomingInviteRequest) => void;
  /** What waits for its person; null = nobody has said. */
  readonly messages: () => WaitingMessages | null;
  /** All its legs are lost, or it was disposed. */
  readonly onGone: (endpoint: Endpoint) => void;
}

export function createEndpoint(deps: EndpointDeps): Endpoint {
  const { listening } = deps;
  const lostListeners = new Set<(which: LostLegs) => void>();
  const reattachedListeners = new Set<() => void>();
  const unsent: string[] = [];
  let { registration } = deps;
  let connection: SipConnection | null = registration.connection;
  let lastConnection = registration.connection;
  let sinceMs = listening.nowMs();
  let isSuperseded = false;
  let cancelGrace: (() => void) | null = null;
  const contactUri = new URI('sip', randomBytes(6).toString('hex'), registration.device.domain, undefined, {
    transport: 'ws',
  });
  const contact = `<${contactUri.toString()}>`;
  const { core, route } = createCore(deps.logger, contactUri, contact, send);
  const subscriptions = createMessageSubscriptions({ ...deps, clock: listening, core, contact });
  core.delegate = {
    onInvite: (request) => deps.onInvite(endpoint, request),
    // Only within a call is there something to transfer.
    onRefer: (request) => void request.reject({ statusCode: 501 }),
    onMessage: (request) => void request.reject({ statusCode: 501 }),
    onNotify: (request) => void request.reject({ statusCode: 501 }),
  };

  function isAttached(): boolean {
    return connection?.isOpen() === true;
  }

  /** What cannot be sent now waits for the device to come back, so that it learns which of its calls are over. */
  function send(text: string): void {
    if (connection !== null) connection.send(text);
    else if (unsent.length < maxUnsent) unsent.push(text);
  }

  function tellLost(which: LostLegs): void {
    for (const listener of [...lostListeners]) listener(which);
  }

  /** A device that still sends audio without a socket is waited for as long as it does. */
  function disposeWhenIdle(): void {
    if (lostListeners.size === 0) return endpoint.dispose();
    cancelGrace = listening.after(deps.keepMs, disposeWhenIdle);
  }

  const endpoint: Endpoint = {
    device: registration.device,
    boot: registration.boot,
    core,
    contact,
    address: () => lastConnection.address,
    isAttached,
    socket: () => ({ isOpen: isAttached(), sinceMs, isSuperseded }),
    attach(next) {
      cancelGrace?.();
      cancelGrace = null;
      const isAnother = next.connection !== lastConnection;
      registration = next;
      connection = lastConnection = next.connection;
      sinceMs = listening.nowMs();
      for (const text of unsent.splice(0)) connection.send(text);
      if (isAnother) for (const listener of [...reattachedListeners]) listener();
    },
    detach(closed, code) {
      if (connection !== closed) return;
      connection = null;
      sinceMs = listening.nowMs();
      cancelGrace?.();
      if (lostListeners.size === 0) return endpoint.dispose();
      if (code === goingAway || isSuperseded) return endpoint.lose();
      cancelGrace = listening.after(reattachMs, () => {
        tellLost('unanswered');
        cancelGrace = listening.after(deps.keepMs, disposeWhenIdle);
      });
    },
    supersede() {
      isSuperseded = true;
      if (!isAttached()) endpoint.lose();
    },
    receive(message) {
      if (message.kind === 'response') core.receiveIncomingResponseFromTransport(message.message);
      else if (message.message.method === 'SUBSCRIBE') subscriptions.receive(message.message);
      else route(message.message);
    },
    target: () => registration.contact.uri.clone(),
    onLost(listener) {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
    onReattached(listener) {
      reattachedListeners.add(listener);
      return () => reattachedListeners.delete(listener);
    },
    lose() {
      tellLost('all');
      if (connection === null) endpoint.dispose();
    },
    tellMessages(waiting) {
      if (isAttached()) subscriptions.tell(waiting);
    },
    dispose() {
      subscriptions.stop();
      cancelGrace?.();
      cancelGrace = null;
      connection = null;
      core.dispose();
      deps.onGone(endpoint);
    },
  };
  return endpoint;
}

function createCore(
  logger: Logger,
  contactUri: URI,
  contact: string,
  send: (text: string) => void,
): { core: UserAgentCore; route(message: IncomingRequestMessage): void } {
  const configuration = {
    aor: contactUri,
    contact: { uri: contactUri, pubGruu: undefined, tempGruu: undefined, toString: () => contact },
    displayName: '',
    loggerFactory: createSipLog(logger),
    hackViaTcp: false,
    routeSet: [],
    sipjsId: randomBytes(4).toString('hex'),
    supportedOptionTags: ['timer', 'replaces', 'norefersub'],
    supportedOptionTagsResponse: ['timer', 'replaces', 'norefersub'],
    userAgentHeaderFieldValue: 'Vaxel',
    viaForceRport: false,
    viaHost: 'vaxel.invalid',
    authenticationFactory: () => undefined,
    transportAccessor: () => ({
      protocol: 'WSS',
      // Nothing is resent on a reliable transport: a request to a device that is gone ends by its own timer or by
      // lose().
      send: (text: string) => Promise.resolve(send(withTrueAllow(text))),
    }),
  };
  const core = new UserAgentCore(configuration);
  return {
    core,
    route(message) {
      // sip.js serves only its own user; a switch serves whatever number was dialled.
      if (message.ruri !== undefined) configuration.aor = message.ruri;
      if (message.method === 'UPDATE') return receiveUpdate(core, message);
      if (message.method === 'INVITE') takeForAcknowledged(core, message);
      core.receiveIncomingRequestFromTransport(message);
    },
  };
}

/**
 * A re-INVITE answered on a connection that broke is never acknowledged: the device has given it up. sip.js would then
 * refuse every further one with 500, for as long as the call lasts. The next one tells that the device is done with it.
 */
function takeForAcknowledged(core: UserAgentCore, next: IncomingRequestMessage): void {
  const dialog = core.dialogs.get(`${next.callId}${next.toTag}${next.fromTag}`);
  if (!(dialog instanceof SessionDialog)) return;
  const transaction = dialog.reinviteUserAgentServer?.transaction;
  if (transaction?.state !== TransactionState.Accepted || next.cseq <= transaction.request.cseq) return;
  dialog.reinviteUserAgentServer = undefined;
  // We had offered in our answer, and theirs will not come.
  if (dialog.signalingState === SignalingState.HaveLocalOffer) dialog.signalingStateRollback();
}
