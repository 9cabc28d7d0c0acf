import { speechSamples } from './speech';

/** What a phone page says into its calls. */
export const sayings = ['silence', 'tone', 'speech', 'microphone'] as const;
export type Saying = (typeof sayings)[number];

export function parseSaying(text: string | null): Saying {
  return sayings.find((saying) => saying === text) ?? 'silence';
}

/** Pitch of the tone, from an address; phones with different pitches can be told apart by who hears them. */
export function parseToneHz(text: string | null, ordinary: number): number {
  const pitch = Number(text ?? '');
  return Number.isInteger(pitch) && pitch >= 100 && pitch <= 3_000 ? pitch : ordinary;
}

export interface Voice {
  /** The stream that goes into the calls; it stays the same whatever is said. */
  readonly stream: MediaStream;
  /** @throws DOMException when the microphone is refused */
  say(saying: Saying, toneHz: number): Promise<void>;
}

/** The phone's own voice: one output whose source is changed, so that a call needs no renegotiation. */
export function createVoice(context: AudioContext): Voice {
  const output = context.createMediaStreamDestination();
  // A phone that says nothing sends silence; without any source the browser sends no packets, and the switch takes that
  // for a loss.
  const carrier = new ConstantSourceNode(context, { offset: 0 });
  carrier.connect(output);
  carrier.start();
  let stopCurrent: () => void = () => undefined;
  let newest = 0;

  return {
    stream: output.stream,
    async say(saying, toneHz) {
      newest += 1;
      const mine = newest;
      const source = saying === 'silence' ? null : await createSource(context, saying, toneHz);
      // Another choice was made while the microphone was asked for.
      if (mine !== newest) return source?.stop();
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

async function createSource(
  context: AudioContext,
  saying: Exclude<Saying, 'silence'>,
  toneHz: number,
): Promise<Source> {
  if (saying === 'microphone') return microphone(context);
  return saying === 'tone' ? tone(context, toneHz) : speech(context);
}

function tone(context: AudioContext, frequency: number): Source {
  const oscillator = new OscillatorNode(context, { frequency });
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
