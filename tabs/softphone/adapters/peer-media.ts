import type { SessionDescriptionHandler } from 'sip.js';

/** The audio of one SIP session: a peer connection that sip.js asks for and hands session descriptions. */
export interface PeerMedia extends SessionDescriptionHandler {
  remoteStream(): MediaStream | null;
  setMicrophone(track: MediaStreamTrack | null): void;
}

export interface PeerMediaOptions {
  readonly iceServers: RTCIceServer[];
  /** Made once for each window: making one takes longer than all else in an offer. */
  readonly certificate: RTCCertificate | null;
  readonly onChange: () => void;
}

/**
 * Descriptions leave without candidates: the switch has candidates of its own and learns ours from the first check
 * (peer-reflexive, RFC 8445 §7.3.1.3), so nobody waits for gathering, and no trickle is needed. The audio line is offered
 * before the microphone is open; its track is put in place when it comes.
 */
export function createPeerMedia({ iceServers, certificate, onChange }: PeerMediaOptions): PeerMedia {
  let connection: RTCPeerConnection | null = null;
  let microphone: MediaStreamTrack | null = null;
  let remote: MediaStream | null = null;
  let closed = false;

  function peer(): RTCPeerConnection {
    if (connection) return connection;
    connection = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle', ...(certificate ? { certificates: [certificate] } : {}) });
    connection.ontrack = ({ track }) => {
      remote = new MediaStream([track]);
      onChange();
    };
    return connection;
  }

  function audio(): RTCRtpTransceiver | undefined {
    return connection?.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
  }

  async function placeMicrophone(): Promise<void> {
    await audio()?.sender.replaceTrack(microphone);
  }

  return {
    remoteStream: () => remote,
    setMicrophone(track) {
      microphone = track;
      if (!closed) void placeMicrophone();
    },
    async getDescription() {
      const pc = peer();
      if (pc.signalingState === 'have-remote-offer') {
        const transceiver = audio();
        if (transceiver) transceiver.direction = 'sendrecv';
      } else if (!audio()) pc.addTransceiver('audio', { direction: 'sendrecv' });
      await placeMicrophone();
      await pc.setLocalDescription();
      return { body: pc.localDescription?.sdp ?? '', contentType: 'application/sdp' };
    },
    async setDescription(sdp) {
      const pc = peer();
      await pc.setRemoteDescription({ type: pc.signalingState === 'have-local-offer' ? 'answer' : 'offer', sdp });
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    async rollbackDescription() {
      if (connection && connection.signalingState !== 'stable') await connection.setLocalDescription({ type: 'rollback' });
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

/** Makes and drops one offer, so that the browser has its audio engine loaded before anybody presses Call. */
export async function warmUpAudio(): Promise<void> {
  const connection = new RTCPeerConnection();
  connection.addTransceiver('audio');
  await connection.createOffer();
  connection.close();
}
