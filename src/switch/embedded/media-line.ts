import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import {
  createMediaSession,
  newMediaIdentity,
  type AudioPath,
  type FirstOffer,
  type MediaEvents,
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
  let closed = false;
  let next: MediaSession | null = null;
  let inUse = create(first);
  /** The session that was answered last: descriptions are of this one. */
  let described = inUse;

  function create(offerOf: FirstOffer): MediaSession {
    const session: MediaSession = createMediaSession(
      options,
      clock,
      {
        onPacket: (packet) => {
          if (session === inUse) events.onPacket(packet);
        },
        onOpen: () => opened(session),
        onFailed: () => failed(session),
      },
      identity,
      offerOf,
    );
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
    if (session !== next) return;
    session.close();
    next = null;
  }

  async function restart(remote: RemoteAudio): Promise<string> {
    next?.close();
    const session = create('theirs');
    next = session;
    try {
      const description = await session.answer(remote);
      if (closed || next !== session)
        throw new VaxelError('request.invalid', 'overtaken by the end of the leg or by another restart');
      described = session;
      return description;
    } catch (cause) {
      session.close();
      if (next === session) next = null;
      throw cause;
    }
  }

  return {
    ssrc: identity.ssrc,
    opusPayloadType: () => inUse.opusPayloadType(),
    eventPayloadTypes: () => inUse.eventPayloadTypes(),
    isOpen: () => inUse.isOpen(),
    send: (packet) => inUse.send(packet),
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
      next?.close();
      inUse.close();
    },
  };
}
