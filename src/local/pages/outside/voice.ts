import { speechSamples } from './speech';

/** What the outside phone says into its calls. */
export const sayings = ['silence', 'tone', 'speech', 'microphone'] as const;
export type Saying = (typeof sayings)[number];

export function parseSaying(text: string | null): Saying {
  return sayings.find((saying) => saying === text) ?? 'silence';
}

export interface Voice {
  /** The stream that goes into the calls; it stays the same whatever is said. */
  readonly stream: MediaStream;
  /** @throws DOMException when the microphone is refused */
  say(saying: Saying): Promise<void>;
}

/** The phone's own voice: one output whose source is changed, so that a call needs no renegotiation. */
export function createVoice(context: AudioContext): Voice {
  const output = context.createMediaStreamDestination();
  let stopCurrent: () => void = () => undefined;
  let wanted: Saying = 'silence';

  return {
    stream: output.stream,
    async say(saying) {
      wanted = saying;
      const source = saying === 'silence' ? null : await createSource(context, saying);
      // Another choice was made while the microphone was asked for.
      if (wanted !== saying) return source?.stop();
      stopCurrent();
      source?.node.connect(output);
      stopCurrent = () => {
        source?.node.disconnect();
        source?.stop();
      };
    },
  };
}

interface Source {
  readonly node: AudioNode;
  stop(): void;
}

async function createSource(context: AudioContext, saying: Exclude<Saying, 'silence'>): Promise<Source> {
  if (saying === 'microphone') return microphone(context);
  return saying === 'tone' ? tone(context) : speech(context);
}

function tone(context: AudioContext): Source {
  const oscillator = new OscillatorNode(context, { frequency: 440 });
  const quieter = new GainNode(context, { gain: 0.25 });
  oscillator.connect(quieter);
  oscillator.start();
  return { node: quieter, stop: () => oscillator.stop() };
}

function speech(context: AudioContext): Source {
  const sampleRate = 16_000;
  const samples = speechSamples(sampleRate);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate });
  buffer.copyToChannel(samples, 0);
  const player = new AudioBufferSourceNode(context, { buffer, loop: true });
  player.start();
  return { node: player, stop: () => player.stop() };
}

async function microphone(context: AudioContext): Promise<Source> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  return {
    node: new MediaStreamAudioSourceNode(context, { mediaStream: stream }),
    stop: () => {
      for (const track of stream.getTracks()) track.stop();
    },
  };
}
