import type { SessionDescriptionHandler } from 'sip.js';
import { withCandidate } from '../../../src/contract/devices/candidates';
import type { Clock } from '../../clock';
import type { MediaPath, MediaSample } from '../ports';
import { firstAddress } from './first-address';
import { mediaSample } from './media-stats';

/** The audio of one SIP session: a peer connection that sip.js asks for and hands session descriptions. */
export interface PeerMedia extends SessionDescriptionHandler {
  remoteStream(): MediaStream | null;
  /** Makes all that an offer needs, but nothing that others notice: no address is gathered yet. */
  prepare(): Promise<void>;
  /** Null sends silence. */
  setMicrophone(track: MediaStreamTrack | null): void;
  path(): MediaPath;
  sample(): Promise<MediaSample | null>;
  /** The next answer of ours is given only once this is fulfilled; rejected, there is none. */
  answerAfter(ready: Promise<unknown>): void;
  /** The next offer asks for a new path. */
  restartIce(): void;
  /** True once after the browser refused the answer to a restart, so that a new peer connection has been made. */
  startedAnew(): boolean;
}

export interface PeerMediaOptions {
  readonly iceServers: RTCIceServer[];
  /** The switch needs no candidate of ours. */
  readonly withoutCandidates: boolean;
  /** Made once for each window: making one takes longer than all else in an offer; null = one of its own. */
  readonly certificate: RTCCertificate | null;
  /** What is sent when the microphone is gone. */
  readonly silence: () => MediaStreamTrack | null;
  readonly clock: Clock;
  readonly onChange: () => void;
}

/**
 * Nobody waits for gathering, and no trickle is needed: the switch has candidates of its own and learns ours from the
 * first check (peer-reflexive, RFC 8445 §7.3.1.3); one that would not try without is named a candidate where nobody is.
 * An offer on which sound follows at once, that of a 200 or of a
 * restart, leaves with the machine's own address: a switch that knows it checks it 50 ms sooner. What makes another
 * phone ring does not wait for it. The audio line is offered before the microphone is open; its track is put in place
 * when it comes.
 */
export function createPeerMedia(options: PeerMediaOptions): PeerMedia {
  const { iceServers, certificate, silence, clock, onChange } = options;
  let connection: RTCPeerConnection | null = null;
  let microphone: MediaStreamTrack | null = null;
  let remote: MediaStream | null = null;
  let ready: Promise<unknown> | null = null;
  let prepared: RTCSessionDescriptionInit | null = null;
  let applying: Promise<void> = Promise.resolve();
  let hadMicrophone = false;
  let restarting = false;
  let anew = false;
  let closed = false;

  function peer(): RTCPeerConnection {
    if (connection) return connection;
    const created = new RTCPeerConnection({
      iceServers,
      bundlePolicy: 'max-bundle',
      ...(certificate ? { certificates: [certificate] } : {}),
    });
    created.ontrack = ({ track }) => {
      remote = new MediaStream([track]);
      onChange();
    };
    created.onconnectionstatechange = () => {
      if (connection === created) onChange();
    };
    connection = created;
    return created;
  }

  function audio(): RTCRtpTransceiver | undefined {
    return connection?.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
  }

  /** Who is offered something begins with nothing: a line of our own would stand beside that of the offer. */
  function dropPrepared(): void {
    if (prepared === null) return;
    prepared = null;
    const unused = connection;
    connection = null;
    unused?.close();
  }

  /**
   * Making silence takes longer than all else in an offer, so a first offer leaves without: the microphone is there
   * before any answer.
   */
  async function placeMicrophone(): Promise<void> {
    await audio()?.sender.replaceTrack(microphone ?? (hadMicrophone ? silence() : null));
  }

  function withAudio(): RTCPeerConnection {
    const pc = peer();
    if (!audio()) pc.addTransceiver('audio', { direction: 'sendrecv' });
    return pc;
  }

  /** Without candidates, an offer that was made before is what the browser would describe now. */
  function takePrepared(pc: RTCPeerConnection): string | null {
    const offer = prepared;
    prepared = null;
    if (offer?.sdp === undefined || pc.signalingState !== 'stable') return null;
    applying = pc.setLocalDescription(offer);
    // Who has an answer for it hears of a failure.
    applying.catch(() => undefined);
    return offer.sdp;
  }

  async function describe(pc: RTCPeerConnection): Promise<void> {
    if (restarting) pc.restartIce();
    // Where there is nothing to put in place, the browser's word that it is in place is not waited for.
    if (hadMicrophone) await placeMicrophone();
    await pc.setLocalDescription();
  }

  async function makeOffer(): Promise<string> {
    const pc = withAudio();
    const offer = takePrepared(pc);
    const isSoundNext = ready !== null || restarting;
    if (offer !== null && !isSoundNext) return offer;
    await (offer === null ? describe(pc) : applying);
    if (isSoundNext) await firstAddress(pc, clock);
    return pc.localDescription?.sdp ?? '';
  }

  async function makeAnswer(pc: RTCPeerConnection): Promise<string> {
    const transceiver = audio();
    if (transceiver) transceiver.direction = 'sendrecv';
    await placeMicrophone();
    await pc.setLocalDescription();
    await ready;
    return pc.localDescription?.sdp ?? '';
  }

  /**
   * Chrome takes a new DTLS fingerprint together with new ICE credentials and starts DTLS again (tried with Chromium
   * and libdatachannel: sound is back in 0.25–0.3 s). A browser that does not gets a new peer connection, in the same
   * dialogue.
   */
  async function setAnswer(pc: RTCPeerConnection, sdp: string): Promise<void> {
    const restart = restarting;
    restarting = false;
    try {
      await pc.setRemoteDescription({ type: 'answer', sdp });
    } catch (error) {
      if (!restart) throw error;
      anew = true;
      connection = null;
      pc.close();
    }
  }

  return {
    remoteStream: () => remote,
    async prepare() {
      prepared = await withAudio().createOffer();
    },
    setMicrophone(track) {
      microphone = track;
      hadMicrophone ||= track !== null;
      if (!closed) void placeMicrophone();
    },
    path: () => pathOf(connection?.connectionState ?? 'new'),
    sample: async () => (connection === null ? null : mediaSample(await connection.getStats())),
    answerAfter(promise) {
      ready = promise;
      // Who waits for it hears of a failure; until then it is nobody's.
      promise.catch(() => undefined);
    },
    restartIce: () => void (restarting = true),
    startedAnew() {
      const was = anew;
      anew = false;
      return was;
    },
    async getDescription() {
      if (closed) throw new Error('the media is closed');
      const pc = peer();
      const body = await (pc.signalingState === 'have-remote-offer' ? makeAnswer(pc) : makeOffer());
      return { body: options.withoutCandidates ? body : withCandidate(body), contentType: 'application/sdp' };
    },
    async setDescription(sdp) {
      if (closed) throw new Error('the media is closed');
      const pc = peer();
      await applying;
      if (pc.signalingState === 'have-local-offer') await setAnswer(pc, sdp);
      else {
        dropPrepared();
        await peer().setRemoteDescription({ type: 'offer', sdp });
      }
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    async rollbackDescription() {
      restarting = false;
      if (connection && connection.signalingState !== 'stable')
        await connection.setLocalDescription({ type: 'rollback' });
    },
    sendDtmf(tones) {
      const dtmf = audio()?.sender.dtmf;
      if (!dtmf?.canInsertDTMF) return false;
      // 160 ms a tone and 70 ms between: within what RFC 4733 §2.5 receivers and old exchanges can tell apart.
      dtmf.insertDTMF(dtmf.toneBuffer + tones, 160, 70);
      return true;
    },
    close() {
      closed = true;
      connection?.close();
      connection = null;
      onChange();
    },
  };
}

function pathOf(state: RTCPeerConnectionState): MediaPath {
  switch (state) {
    case 'connected':
      return 'up';
    case 'disconnected':
      return 'weak';
    case 'failed':
    case 'closed':
      return 'down';
    default:
      return 'new';
  }
}
