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
  const outputs: Outputs = { ringDevice: createOutput(told), speaker: createOutput(told) };
  let playing: { sound: RingSound; stop: () => void } | null = null;

  return {
    play(sound) {
      if (playing?.sound === sound) return;
      playing?.stop();
      playing = sound === null ? null : { sound, stop: begin(window, outputs, sound) };
      told();
    },
    digit(digit) {
      const { audio, rest } = outputs.speaker.sounding();
      const [last] = tone(audio, audio.destination, { hertz: dtmfTone(digit), afterS: 0.01, forS: 0.15, volume: 0.12 });
      last?.addEventListener('ended', rest);
    },
    testTone(target) {
      const { audio, rest } = outputs[target].sounding();
      const notes = [523.25, 659.26, 783.99].flatMap((hertz, index) =>
        tone(audio, audio.destination, { hertz: [hertz], afterS: 0.02 + index * 0.22, forS: 0.3, volume: 0.25 }),
      );
      notes.at(-1)?.addEventListener('ended', rest);
    },
    useDevices({ ringDeviceId, speakerId }) {
      outputs.ringDevice.useDevice(ringDeviceId);
      outputs.speaker.useDevice(speakerId);
    },
    allowed: () => window.navigator.userActivation?.hasBeenActive !== false || outputs.ringDevice.sounds(),
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

/** Sound on one device of the user's choice. */
interface Output {
  useDevice(id: string | null): void;
  /** Sounds as far as the browser lets us, until it is told to rest as often as it was asked for. */
  sounding(): Sounding;
  /** The browser lets it make sounds. */
  sounds(): boolean;
}

interface Sounding {
  readonly audio: AudioContext;
  readonly rest: () => void;
}

type Outputs = Readonly<Record<Target, Output>>;

function createOutput(onState: () => void): Output {
  let made: SinkContext | null = null;
  let uses = 0;
  let hasSounded = false;

  function context(): SinkContext {
    if (made) return made;
    const created: SinkContext = new AudioContext();
    created.onstatechange = () => {
      if (created.state === 'running') hasSounded = true;
      rest();
      onState();
    };
    made = created;
    return created;
  }

  /** A device that is open takes a twentieth of a core, also for silence. */
  const rest = (): void => {
    if (uses === 0 && made?.state === 'running') void made.suspend();
  };

  return {
    useDevice(id) {
      // Making it takes as long as all else of a ringing call: not when it rings.
      const audio = context();
      void audio.setSinkId?.(id ?? '').catch(() => undefined);
    },
    sounding() {
      const audio = context();
      uses += 1;
      void audio.resume().catch(() => undefined);
      return {
        audio,
        rest() {
          uses -= 1;
          rest();
        },
      };
    },
    sounds: () => hasSounded,
  };
}

/** Sounds over and over until the returned function is called. */
function begin(window: Window, outputs: Outputs, sound: RingSound): () => void {
  const { audio, rest } = outputs[sound === 'ringing' ? 'ringDevice' : 'speaker'].sounding();
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
    rest();
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

/** Returns what sounds: all of it ends at the same moment. */
function tone(audio: AudioContext, output: AudioNode, { hertz, afterS, forS, volume }: Tone): OscillatorNode[] {
  const atS = audio.currentTime + afterS;
  const gain = audio.createGain();
  gain.connect(output);
  // Short ramps, so that tones do not click.
  gain.gain.setValueAtTime(0, atS);
  gain.gain.linearRampToValueAtTime(volume / hertz.length, atS + 0.012);
  gain.gain.setValueAtTime(volume / hertz.length, atS + forS - 0.03);
  gain.gain.linearRampToValueAtTime(0, atS + forS);
  return hertz.map((frequency) => {
    const oscillator = audio.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain);
    oscillator.start(atS);
    oscillator.stop(atS + forS);
    return oscillator;
  });
}
