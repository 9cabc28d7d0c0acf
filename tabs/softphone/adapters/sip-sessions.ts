import { Inviter, SessionState, UserAgent } from 'sip.js';
import type { Invitation, Session } from 'sip.js';
import type { SipCredentials } from '../../../src/contract/devices/devices';
import { sipHeaders } from '../../../src/contract/devices/sip';
import type { CallId } from '../../../src/contract/ids';
import type { Clock } from '../../clock';
import type { SipClient, SipClientEvents, SipSession } from '../ports';
import { createMediaRestart } from './media-restart';
import type { MediaRestart } from './media-restart';
import { createPeerMedia } from './peer-media';
import type { PeerMedia } from './peer-media';
import { rtcIceServers } from './rtc-ice-servers';
import { silentTrack } from './silence';
import { wrapSession } from './sip-session';
import { unchallengedInvite } from './unchallenged';
import { createSpareMedia } from './spare-media';

export interface SipSessionsOptions {
  readonly clock: Clock;
  readonly events: SipClientEvents;
  readonly credentials: () => SipCredentials | null;
  readonly isRegistered: () => boolean;
  /** No word came of a new way for the sound, though the connection looks open. */
  readonly onSilent: () => void;
}

/** The sessions of this window, each with its sound. */
export interface SipSessions {
  /** Makes ready for the next session; there are credentials. */
  prepare(): void;
  incoming(invitation: Invitation): void;
  invite(agent: UserAgent, to: Parameters<SipClient['invite']>[0]): SipSession;
  /** The sound of a session that sip.js has made. */
  mediaOf(session: Session): PeerMedia;
  connectionLost(): void;
  /** Sessions live on. */
  dispose(): void;
}

export function createSipSessions(options: SipSessionsOptions): SipSessions {
  const { clock, events, credentials, isRegistered, onSilent } = options;
  const media = new WeakMap<Session, PeerMedia>();
  const restarts = new Set<MediaRestart>();
  const certificate = ownCertificate(clock);
  const iceServers = (): SipCredentials['iceServers'] => credentials()?.iceServers ?? [];
  const spare = createSpareMedia(peerMedia);
  let disposed = false;

  function peerMedia(iceServers: SipCredentials['iceServers'], onChange: () => void): PeerMedia {
    return createPeerMedia({
      clock,
      iceServers: rtcIceServers(iceServers),
      withoutCandidates: credentials()?.withoutCandidates ?? true,
      certificate: certificate(),
      silence: silentTrack,
      onChange,
    });
  }

  /** While a session lives, the machine has better things to do. */
  function prepare(): void {
    if (restarts.size === 0) spare.prepare(iceServers());
  }

  function attach(session: Inviter | Invitation, callId: CallId, autoAnswer: boolean): ReturnType<typeof wrapSession> {
    const { peer, changes } = spare.take(iceServers());
    media.set(session, peer);
    const restart = createMediaRestart({ session, media: peer, clock, connected: isRegistered, onNoAnswer: onSilent });
    restarts.add(restart);
    session.stateChange.addListener((state) => {
      if (state !== SessionState.Terminated) return;
      restarts.delete(restart);
      if (!disposed) prepare();
    });
    return wrapSession({ callId, autoAnswer, session, media: peer, restart, changes, log: events.log });
  }

  return {
    mediaOf: (session) => media.get(session) ?? peerMedia([], () => undefined),
    prepare,
    dispose() {
      disposed = true;
      spare.dispose();
    },
    connectionLost() {
      for (const restart of restarts) restart.connectionLost();
    },
    incoming(invitation) {
      const callId = invitation.request.getHeader(sipHeaders.call);
      if (callId === undefined) return void invitation.reject({ statusCode: 400 });
      const autoAnswer = /^\s*auto\b/i.test(invitation.request.getHeader(sipHeaders.answerMode) ?? '');
      events.onIncoming(attach(invitation, callId as CallId, autoAnswer));
    },
    invite(agent, { callId, target, show }) {
      const uri = targetUri(target, credentials());
      const authorization = unchallengedInvite(agent, uri);
      const inviter = new Inviter(agent, uri, {
        extraHeaders: [
          `${sipHeaders.call}: ${callId}`,
          ...(show === null ? [] : [`${sipHeaders.show}: ${show}`]),
          ...(authorization === null ? [] : [authorization]),
        ],
        earlyMedia: true,
      });
      const session = attach(inviter, callId, false);
      inviter
        .invite({ requestDelegate: { onReject: ({ message }) => session.refused(message.statusCode ?? 500) } })
        .catch((error: unknown) => events.log(`sip: INVITE failed: ${String(error)}`));
      return session;
    },
  };
}

function targetUri(
  target: string,
  credentials: SipCredentials | null,
): NonNullable<ReturnType<typeof UserAgent.makeURI>> {
  if (!credentials) throw new Error('invite before use');
  const uri = UserAgent.makeURI(`sip:${target.replaceAll('#', '%23')}@${credentials.realm}`);
  if (!uri) throw new Error('target is no number');
  return uri;
}

/** Made once, since that takes a while; until it is there, and when it has run out, each connection makes its own. */
function ownCertificate(clock: Clock): () => RTCCertificate | null {
  let certificate: RTCCertificate | null = null;
  void RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as AlgorithmIdentifier).then(
    (made) => {
      certificate = made;
    },
  );
  return () => (certificate !== null && certificate.expires > clock.nowMs() ? certificate : null);
}
