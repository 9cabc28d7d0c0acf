import type { Ringer, RingSound } from '../ports';
import { dtmfTone } from '../dtmf';

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * Swedish ringback: 425 Hz, 1 s on and 5 s off (ITU-T E.180 supplement 2). Shortened pause: a waiting person wants to
 * know that it rings.
 */
const ringback = { periodMs: 5_000, tones: [{ atMs: 0, forMs: 1_000, hertz: [425] }] };
/** A soft two-note bell, made of partials; twice, then a rest. */
const ringing = {
  periodMs: 3_200,
  tones: [0, 260, 520, 1_040, 1_300, 1_560].map((atMs, index) => ({
    atMs,
    forMs: 420,
    hertz: index % 2 === 0 ? [659.26, 1318.5] : [830.61, 1661.2],
  })),
};
const patterns: Record<RingSound, typeof ringback> = { ringing, ringback };

type Target = Parameters<Ringer['testTone']>[0];

/** Ringing and key tones by WebAudio, on the devices of the user's choice where the browser lets us choose. */
export function webAudioRinger(window: Window): Ringer {
  const listeners = new Set<() => void>();
  const told = (): void => listeners.forEach((listener) => listener());
  const outputs = createOutputs(told);
  let playing: { sound: RingSound; stop: () => void } | null = null;

  return {
    play(sound) {
      if (playing?.sound === sound) return;
      playing?.stop();
      playing = sound === null ? null : { sound, stop: begin(window, outputs, sound) };
      told();
    },
    digit(digit) {
      const audio = outputs.sounding('speaker');
      tone(audio, audio.destination, { hertz: dtmfTone(digit), afterS: 0.01, forS: 0.15, volume: 0.12 });
    },
    testTone(target) {
      const audio = outputs.sounding(target);
      [523.25, 659.26, 783.99].forEach((hertz, index) =>
        tone(audio, audio.destination, { hertz: [hertz], afterS: 0.02 + index * 0.22, forS: 0.3, volume: 0.25 }),
      );
    },
    useDevices: outputs.useDevices,
    allowed: () => window.navigator.userActivation?.hasBeenActive !== false || outputs.rings(),
    onAllowedChange(listener) {
      listeners.add(listener);
      window.addEventListener('pointerdown', listener, true);
      window.addEventListener('keydown', listener, true);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('pointerdown', listener, true);
        window.removeEventListener('keydown', listener, true);
      };
    },
  };
}

interface Outputs extends Pick<Ringer, 'useDevices'> {
  /** Ready to make a sound, as far as the browser lets us. */
  sounding(target: Target): AudioContext;
  /** The ring device makes sounds. */
  rings(): boolean;
}

/** One audio context for each device of the user's choice, made when it is first needed. */
function createOutputs(onState: () => void): Outputs {
  let devices: Parameters<Ringer['useDevices']>[0] = { ringDeviceId: null, speakerId: null };
  let ring: SinkContext | null = null;
  let talk: SinkContext | null = null;

  function context(target: Target): SinkContext {
    const kept = target === 'speaker' ? talk : ring;
    if (kept) return kept;
    const created: SinkContext = new AudioContext();
    created.onstatechange = onState;
    if (target === 'speaker') talk = created;
    else ring = created;
    void created
      .setSinkId?.((target === 'speaker' ? devices.speakerId : devices.ringDeviceId) ?? '')
      .catch(() => undefined);
    return created;
  }

  return {
    sounding(target) {
      const audio = context(target);
      void audio.resume().catch(() => undefined);
      return audio;
    },
    rings: () => ring?.state === 'running',
    useDevices(next) {
      devices = next;
      // Making the first context takes as long as all else of a ringing call: not when it rings.
      context('ringDevice');
      context('speaker');
      void ring?.setSinkId?.(next.ringDeviceId ?? '').catch(() => undefined);
      void talk?.setSinkId?.(next.speakerId ?? '').catch(() => undefined);
    },
  };
}

/** Sounds over and over until the returned function is called. */
function begin(window: Window, outputs: Outputs, sound: RingSound): () => void {
  const audio = outputs.sounding(sound === 'ringing' ? 'ringDevice' : 'speaker');
  const { periodMs, tones } = patterns[sound];
  const volume = sound === 'ringing' ? 0.35 : 0.12;
  const output = audio.createGain();
  output.connect(audio.destination);
  const once = (): void => {
    for (const { atMs, forMs, hertz } of tones)
      tone(audio, output, { hertz, afterS: 0.02 + atMs / 1000, forS: forMs / 1000, volume });
  };
  once();
  const timer = window.setInterval(once, periodMs);
  return () => {
    window.clearInterval(timer);
    // What is already scheduled is heard no more.
    output.disconnect();
  };
}

interface Tone {
  readonly hertz: readonly number[];
  /** From now, seconds. */
  readonly afterS: number;
  readonly forS: number;
  /** Of all its partials together, 0–1. */
  readonly volume: number;
}

function tone(audio: AudioContext, output: AudioNode, { hertz, afterS, forS, volume }: Tone): void {
  const atS = audio.currentTime + afterS;
  const gain = audio.createGain();
  gain.connect(output);
  // Short ramps, so that tones do not click.
  gain.gain.setValueAtTime(0, atS);
  gain.gain.linearRampToValueAtTime(volume / hertz.length, atS + 0.012);
  gain.gain.setValueAtTime(volume / hertz.length, atS + forS - 0.03);
  gain.gain.linearRampToValueAtTime(0, atS + forS);
  for (const frequency of hertz) {
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start(atS);
    oscillator.stop(atS + forS);
  }
}
