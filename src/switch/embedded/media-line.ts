import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import {
  createMediaSession,
  newMediaIdentity,
  type AudioPath,
  type FirstOffer,
  type MediaEvents,
  type MediaIdentity,
  type MediaOptions,
  type MediaSession,
} from './media-session';
import type { RemoteAudio } from './sdp';

/**
 * The audio of one dialog, over all the peer connections that it may need.
 *
 * libdatachannel cannot restart ICE on a peer connection, so a device that offers new ICE credentials (RFC 8839
 * §4.4.1.1), or a peer connection of its own made anew, is answered by a second one with another DTLS fingerprint. A
 * device sees a change of transport (RFC 8842 §5.5) and nothing else: SSRC, sequence and time of the audio go on.
 * Chromium 156 does the new handshake on `restartIce()` and on `createOffer({ iceRestart: true })`, also 9 s after the
 * old connection died; audio is back 70 to 320 ms after its offer. It gives up the old connection as soon as it has our
 * answer.
 *
 *     in use ── offer with other credentials ──► next is made ── open ──► next in use, the one before closed
 *                                                     └── fails, or another such offer ──► next closed
 */
export interface MediaLine extends AudioPath, Pick<MediaSession, 'offer' | 'accept' | 'offerAgain' | 'close'> {
  /**
   * Answer to any offer of the device, the first or a later one. Rejects with VaxelError request.invalid when it cannot
   * be taken; what was stays.
   */
  answer(remote: RemoteAudio): Promise<string>;
}

export function createMediaLine(
  options: MediaOptions,
  clock: Clock,
  events: MediaEvents,
  first: FirstOffer = 'theirs',
): MediaLine {
  const identity = newMediaIdentity(options);
  const sessions = createSessions(options, clock, events, identity, first);
  const { inUse } = sessions;
  let closed = false;
  /** The session that was answered last: descriptions are of this one. */
  let described = inUse();

  async function restart(remote: RemoteAudio): Promise<string> {
    const session = sessions.makeNext();
    try {
      const description = await session.answer(remote);
      if (closed || !sessions.isNext(session))
        throw new VaxelError('request.invalid', 'overtaken by the end of the leg or by another restart');
      described = session;
      return description;
    } catch (cause) {
      sessions.giveUp(session);
      throw cause;
    }
  }

  return {
    ssrc: identity.ssrc,
    opusPayloadType: () => inUse().opusPayloadType(),
    eventPayloadTypes: () => inUse().eventPayloadTypes(),
    isOpen: () => inUse().isOpen(),
    send: (packet) => inUse().send(packet),
    offer: () => described.offer(),
    accept: (remote) => described.accept(remote),
    offerAgain: () => described.offerAgain(),
    async answer(remote) {
      if (closed) throw new VaxelError('request.invalid', 'the leg has ended');
      if (!described.isAnswered()) return described.answer(remote);
      return described.isSameTransport(remote) ? described.answerAgain(remote) : restart(remote);
    },
    close() {
      closed = true;
      sessions.close();
    },
  };
}

/** The session in use, and the one that is to follow it. */
interface Sessions {
  inUse(): MediaSession;
  /** Made to follow; one that was to do so before is closed. */
  makeNext(): MediaSession;
  isNext(session: MediaSession): boolean;
  /** Closes it; it does not follow any more. */
  giveUp(session: MediaSession): void;
  close(): void;
}

function createSessions(
  options: MediaOptions,
  clock: Clock,
  events: MediaEvents,
  identity: MediaIdentity,
  first: FirstOffer,
): Sessions {
  let next: MediaSession | null = null;
  let inUse = create(first);

  function create(offerOf: FirstOffer): MediaSession {
    const ofSession: MediaEvents = {
      onPacket: (packet) => {
        if (session === inUse) events.onPacket(packet);
      },
      onOpen: () => opened(session),
      onFailed: () => failed(session),
    };
    const session: MediaSession = createMediaSession(options, clock, ofSession, identity, offerOf);
    return session;
  }

  function opened(session: MediaSession): void {
    if (session === next) {
      next = null;
      inUse.close();
      inUse = session;
    }
    if (session === inUse) events.onOpen();
  }

  function failed(session: MediaSession): void {
    if (session === inUse && next === null) return events.onFailed();
    if (session === next) giveUp(session);
  }

  function giveUp(session: MediaSession): void {
    session.close();
    if (next === session) next = null;
  }

  return {
    inUse: () => inUse,
    makeNext() {
      next?.close();
      next = create('theirs');
      return next;
    },
    isNext: (session) => session === next,
    giveUp,
    close() {
      next?.close();
      inUse.close();
    },
  };
}
