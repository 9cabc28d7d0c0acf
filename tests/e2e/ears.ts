import { expect } from 'playwright/test';
import type { Frame, Page } from 'playwright/test';

/**
 * What everybody says in tests, Hz, after the ringing tone of the switch: between the notes of the music on hold, and
 * far enough apart to be told from each other.
 */
export const tones = {
  ringing: 425,
  anna: 480,
  bjorn: 620,
  cecilia: 840,
  david: 1010,
  sofia: 1240,
  karin: 1480,
  tomas: 1720,
} as const;
export type Voice = keyof typeof tones;

/** One person's or phone's ears. */
export type Heard = Voice | 'music' | 'silence';

export interface Sound {
  /** Root mean square, 0 to 1. */
  readonly level: number;
  /** Amplitudes of the voices, in their order. */
  readonly amplitudes: readonly number[];
}

/** The quietest voice of a test has an amplitude of 0.25; a single note of the music has 0.07 at most. */
const voiceAmplitude = 0.12;
/** Firefox's microphone of tests says 0.1; alone in what is heard it is a voice too. */
const quietVoiceAmplitude = 0.09;
const silenceLevel = 0.003;
const voices = Object.keys(tones) as Voice[];

/** Everything that is heard: the voices, else music, else nothing. */
function name({ level, amplitudes }: Sound): Heard[] {
  const isVoice = (amplitude: number): boolean =>
    amplitude > voiceAmplitude || (amplitude > quietVoiceAmplitude && amplitude ** 2 / 2 > 0.6 * level ** 2);
  const heard = voices.filter((_, index) => isVoice(amplitudes[index] ?? 0));
  if (heard.length > 0) return heard;
  return [level < silenceLevel ? 'silence' : 'music'];
}

/** What a page hears now, in all its calls together. */
async function sound(where: Page | Frame): Promise<Sound> {
  return where.evaluate(
    async ({ frequencies }) => {
      const connections = (window as unknown as { testConnections: RTCPeerConnection[] }).testConnections;
      const tracks = connections
        .filter(({ connectionState }) => connectionState !== 'closed')
        .flatMap((connection) => connection.getReceivers().map(({ track }) => track));
      const context = new AudioContext({ sampleRate: 48_000 });
      const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
      for (const track of tracks)
        if (track.readyState === 'live')
          new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
      // Measuring takes time: this is its length, by the clock of what is measured, which on a busy machine or in
      // Firefox begins late.
      const limitMs = Date.now() + 8_000;
      while (context.currentTime < 0.35 && Date.now() < limitMs) await new Promise((done) => setTimeout(done, 50));
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      const spectrum = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(spectrum);
      await context.close();
      const amplitude = (hz: number) => {
        const bin = Math.round((hz * 8192) / 48_000);
        // The window of AnalyserNode (Blackman) makes 0.21 of a sine of amplitude 1.
        return 10 ** (Math.max(...spectrum.slice(bin - 2, bin + 3)) / 20) / 0.21;
      };
      return {
        level: Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length),
        amplitudes: frequencies.map(amplitude),
      };
    },
    { frequencies: Object.values(tones) },
  );
}

/** Who can be asked what they hear: a page, or somebody who listens in their own way. */
export type Ears = Page | Frame | { frame(): Frame } | { sound(): Promise<Sound> };

/** Waits until the page hears exactly these: voices, `music`, or `silence`. */
export async function hears(where: Ears, ...expected: readonly [Heard, ...Heard[]]): Promise<void> {
  const now = (): Promise<Sound> => {
    if ('sound' in where) return where.sound();
    return sound('frame' in where && !('goto' in where) ? where.frame() : (where as Page | Frame));
  };
  // A page that is being loaded, or a call that begins or ends at this moment, cannot be asked: that is no answer, and
  // no failure.
  const heard = async (): Promise<string[]> => now().then(name, (error: unknown) => [String(error)]);
  const spoken = voices.filter((voice) => expected.includes(voice));
  await expect.poll(heard, { intervals: [0, 100] }).toEqual(spoken.length > 0 ? spoken : [...expected]);
}

/**
 * What sound may be late with, ms: where many processes wait for each core it comes seconds late in the browser itself.
 * How long gaps are on a machine that does nothing else is measured by the bench (B2, B3).
 */
export const lateMs = 10_000;

export interface Stretch {
  readonly heard: Heard;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Recording {
  /** All that was heard since the recording began, in stretches of at least 60 ms. */
  stretches(): Promise<Stretch[]>;
}

/** Runs in the page's audio thread: level and amplitudes of each 20 ms. */
const recorder = `
registerProcessor('recorder', class extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.frequencies = processorOptions.frequencies;
    this.block = new Float32Array(960);
    this.filled = 0;
    this.batch = [];
  }
  process([input]) {
    const channel = input[0];
    for (let index = 0; index < 128; index += 1) {
      this.block[this.filled] = channel === undefined ? 0 : channel[index];
      this.filled += 1;
      if (this.filled === 960) this.flush(currentTime + (index + 1) / sampleRate);
    }
    return true;
  }
  flush(endS) {
    this.filled = 0;
    const level = Math.sqrt(this.block.reduce((sum, value) => sum + value * value, 0) / 960);
    const amplitudes = this.frequencies.map((hz) => {
      const turn = (2 * Math.PI * hz) / sampleRate;
      let re = 0;
      let im = 0;
      for (let n = 0; n < 960; n += 1) {
        re += this.block[n] * Math.cos(turn * n);
        im += this.block[n] * Math.sin(turn * n);
      }
      return (2 * Math.hypot(re, im)) / 960;
    });
    this.port.postMessage({ endS, level, amplitudes });
  }
});`;

interface Block extends Sound {
  readonly endS: number;
}

/**
 * Writes down from now on what the page hears in its newest call. The page's context must let scripts in (`bypassCSP`).
 */
export async function record(where: Page | Frame): Promise<Recording> {
  await where.evaluate(
    async ({ script, frequencies }) => {
      const connections = (window as unknown as { testConnections: RTCPeerConnection[] }).testConnections;
      const track = connections
        .filter(({ connectionState }) => connectionState !== 'closed')
        .at(-1)
        ?.getReceivers()[0]?.track;
      if (track === undefined) throw new Error('there is no call to listen to');
      const context = new AudioContext({ sampleRate: 48_000 });
      await context.audioWorklet.addModule(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
      const node = new AudioWorkletNode(context, 'recorder', {
        numberOfOutputs: 0,
        channelCount: 1,
        channelCountMode: 'explicit',
        processorOptions: { frequencies },
      });
      const recording = { blocks: [] as unknown[], offsetMs: Infinity };
      node.port.onmessage = ({ data }: MessageEvent<{ endS: number }>) => {
        recording.blocks.push(data);
        // The quickest message says best when the context's clock began.
        recording.offsetMs = Math.min(recording.offsetMs, Date.now() - data.endS * 1000);
      };
      new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(node);
      Object.assign(window, { testRecording: recording });
    },
    { script: recorder, frequencies: Object.values(tones) },
  );
  return {
    async stretches() {
      const { blocks, offsetMs } = await where.evaluate(
        () => (window as unknown as { testRecording: { blocks: Block[]; offsetMs: number } }).testRecording,
      );
      return joined(
        blocks.map((block) => ({
          heard: ofBlock(block),
          fromMs: offsetMs + block.endS * 1000 - 20,
          toMs: offsetMs + block.endS * 1000,
        })),
      );
    },
  };
}

function ofBlock({ level, amplitudes }: Block): Heard {
  const loudest = Math.max(...amplitudes);
  const voice = voices[amplitudes.indexOf(loudest)];
  // In a block as short as this a chord can look loud at one frequency; a voice is alone.
  if (voice !== undefined && loudest > voiceAmplitude && loudest ** 2 / 2 > 0.6 * level ** 2) return voice;
  return level < silenceLevel ? 'silence' : 'music';
}

/** Blocks of the same become one stretch; what is shorter than 60 ms is a seam and counts as what was before. */
function joined(blocks: readonly Stretch[]): Stretch[] {
  const raw = merged(blocks);
  return merged(
    raw.map((stretch, index) =>
      stretch.toMs - stretch.fromMs < 59 && index > 0
        ? { ...stretch, heard: raw[index - 1]?.heard ?? stretch.heard }
        : stretch,
    ),
  );
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last?.heard === stretch.heard) result[result.length - 1] = { ...last, toMs: stretch.toMs };
    else result.push(stretch);
  }
  return result;
}

/** The longest time without the voice between its first and its last sound, milliseconds. */
export function longestGapMs(stretches: readonly Stretch[], voice: Voice): number {
  const spoken = stretches.filter(({ heard }) => heard === voice);
  return Math.max(0, ...spoken.slice(1).map(({ fromMs }, index) => fromMs - (spoken[index]?.toMs ?? fromMs)));
}

/** The longest silence after a moment, epoch milliseconds. */
export function longestSilenceMs(stretches: readonly Stretch[], afterMs: number): number {
  return Math.max(
    0,
    ...stretches
      .filter(({ heard, toMs }) => heard === 'silence' && toMs > afterMs)
      .map(({ fromMs, toMs }) => toMs - Math.max(fromMs, afterMs)),
  );
}

/** The longest time in which no voice was heard between the first and the last sound of one, milliseconds. */
export function longestPauseMs(stretches: readonly Stretch[]): number {
  const spoken = stretches.filter(({ heard }) => heard !== 'silence' && heard !== 'music' && heard !== 'ringing');
  return Math.max(0, ...spoken.slice(1).map(({ fromMs }, index) => fromMs - (spoken[index]?.toMs ?? fromMs)));
}

/** For messages: what was heard, in milliseconds from a moment. */
export function describe(stretches: readonly Stretch[], originMs: number): string {
  return stretches
    .map(({ heard, fromMs, toMs }) => `${heard} ${Math.round(fromMs - originMs)} to ${Math.round(toMs - originMs)}`)
    .join(', ');
}
