import type { SipCredentials } from '../../../src/contract/devices/devices';
import { choiceOf } from '../local-session';
import type { AudioSettings } from '../audio-settings';
import type { Devices, Microphone, Ringer } from '../ports';
import type { SelfTestAudio } from '../self-test-steps';
import { meterLevel } from './level-meter';
import { rtcIceServers } from './rtc-ice-servers';

export interface SelfTestParts {
  readonly devices: Devices;
  readonly ringer: Ringer;
  readonly settings: () => AudioSettings;
}

/** The self test's sound and network in a browser. */
export function browserSelfTestAudio({ devices, ringer, settings }: SelfTestParts): SelfTestAudio {
  return {
    openMicrophone: () => devices.openMicrophone(choiceOf(settings())),
    meter: meterLevel,
    playTone: () => ringer.testTone('speaker'),
    tone,
    meterStream,
    relayWorks,
  };
}

/** 440 Hz at -20 dBFS. */
function tone(): Microphone {
  const audio = new AudioContext();
  const oscillator = new OscillatorNode(audio, { frequency: 440 });
  const gain = new GainNode(audio, { gain: 0.14 });
  const destination = audio.createMediaStreamDestination();
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const [track] = destination.stream.getAudioTracks();
  if (!track) throw new Error('no audio track in a stream destination');
  return { track, close: () => void audio.close() };
}

/** Chrome decodes a remote stream only while an element plays it; a muted one does. */
function meterStream(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const element = new Audio();
  element.muted = true;
  element.srcObject = stream;
  void element.play().catch(() => undefined);
  const [track] = stream.getAudioTracks();
  const stop = track ? meterLevel(track, onLevel) : () => undefined;
  return () => {
    stop();
    element.srcObject = null;
  };
}

async function relayWorks(servers: SipCredentials['iceServers'], withinMs: number): Promise<boolean> {
  const connection = new RTCPeerConnection({ iceServers: rtcIceServers(servers), iceTransportPolicy: 'relay' });
  try {
    connection.addTransceiver('audio');
    const found = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), withinMs);
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.type === 'relay') resolve(true);
        else if (candidate === null) resolve(false);
      };
    });
    await connection.setLocalDescription();
    return await found;
  } finally {
    connection.close();
  }
}
