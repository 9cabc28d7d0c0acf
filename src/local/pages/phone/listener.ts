import { classify, readFrame, type Frame, type Heard } from './hearing';

/** One look each 43 ms; 28 of them are the 1.2 seconds that a judgement is made of. */
const hopMs = 43;
const framesHeard = 28;
const framesBetweenJudgements = 5;

export interface Hearing {
  readonly heard: Heard;
  /** Loudness of the last look, dB relative to full scale. */
  readonly levelDb: number;
}

export interface Listener {
  /** Listens to another stream, or to nothing. */
  listenTo(stream: MediaStream | null): void;
  stop(): void;
}

/** Plays what comes from the other side and says what it is. */
export function createListener(context: AudioContext, onHearing: (hearing: Hearing) => void): Listener {
  // 171 ms at 48 kHz: long enough to keep the notes of a chord apart.
  const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 });
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  const player = new Audio();
  let source: MediaStreamAudioSourceNode | null = null;
  let frames: Frame[] = [];
  let looks = 0;

  function look(): void {
    if (source === null || context.state !== 'running') return;
    analyser.getFloatFrequencyData(spectrum);
    frames = [...frames.slice(1 - framesHeard), readFrame(spectrum, context.sampleRate / analyser.fftSize)];
    looks += 1;
    if (looks % framesBetweenJudgements === 0 && frames.length === framesHeard)
      onHearing({ heard: classify(frames), levelDb: frames.at(-1)?.levelDb ?? -Infinity });
  }
  const timer = setInterval(look, hopMs);
  // A browser that refused to play before the page was touched does not try again by itself.
  const play = () => {
    if (player.srcObject !== null) player.play().catch(() => undefined);
  };
  context.addEventListener('statechange', play);

  function listenTo(stream: MediaStream | null): void {
    source?.disconnect();
    source = null;
    frames = [];
    // Chromium gives remote audio to Web Audio only while an element plays it.
    player.srcObject = stream;
    if (stream === null || stream.getAudioTracks().length === 0)
      return onHearing({ heard: 'silence', levelDb: -Infinity });
    source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    source.connect(analyser);
    play();
  }

  return {
    listenTo,
    stop() {
      clearInterval(timer);
      context.removeEventListener('statechange', play);
      listenTo(null);
    },
  };
}
