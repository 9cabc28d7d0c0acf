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

/** Ringing and key tones by WebAudio, on the devices of the user's choice where the browser lets us choose. */
export function webAudioRinger(window: Window): Ringer {
  const listeners = new Set<() => void>();
  const told = (): void => listeners.forEach((listener) => listener());
  let devices: { ringDeviceId: string | null; speakerId: string | null } = { ringDeviceId: null, speakerId: null };
  let ring: SinkContext | null = null;
  let talk: SinkContext | null = null;
  let playing: { sound: RingSound; stop: () => void } | null = null;

  function context(target: 'speaker' | 'ringDevice'): SinkContext {
    const kept = target === 'speaker' ? talk : ring;
    if (kept) return kept;
    const created: SinkContext = new AudioContext();
    created.onstatechange = told;
    if (target === 'speaker') talk = created;
    else ring = created;
    void created
      .setSinkId?.((target === 'speaker' ? devices.speakerId : devices.ringDeviceId) ?? '')
      .catch(() => undefined);
    return created;
  }

  function tone(
    audio: AudioContext,
    output: AudioNode,
    hertz: readonly number[],
    atS: number,
    forS: number,
    volume: number,
  ): void {
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

  function begin(sound: RingSound): () => void {
    const audio = context(sound === 'ringing' ? 'ringDevice' : 'speaker');
    void audio.resume().catch(() => undefined);
    const { periodMs, tones } = patterns[sound];
    const output = audio.createGain();
    output.connect(audio.destination);
    const once = (): void => {
      for (const { atMs, forMs, hertz } of tones)
        tone(
          audio,
          output,
          hertz,
          audio.currentTime + 0.02 + atMs / 1000,
          forMs / 1000,
          sound === 'ringing' ? 0.35 : 0.12,
        );
    };
    once();
    const timer = window.setInterval(once, periodMs);
    return () => {
      window.clearInterval(timer);
      // What is already scheduled is heard no more.
      output.disconnect();
    };
  }

  function brief(target: 'speaker' | 'ringDevice', hertz: readonly number[], seconds: number, volume: number): void {
    const audio = context(target);
    void audio.resume().catch(() => undefined);
    tone(audio, audio.destination, hertz, audio.currentTime + 0.01, seconds, volume);
  }

  return {
    play(sound) {
      if (playing?.sound === sound) return;
      playing?.stop();
      playing = sound === null ? null : { sound, stop: begin(sound) };
      told();
    },
    digit: (digit) => brief('speaker', dtmfTone(digit), 0.15, 0.12),
    testTone(target) {
      const audio = context(target);
      void audio.resume().catch(() => undefined);
      [523.25, 659.26, 783.99].forEach((hertz, index) =>
        tone(audio, audio.destination, [hertz], audio.currentTime + 0.02 + index * 0.22, 0.3, 0.25),
      );
    },
    useDevices(next) {
      devices = next;
      // Making the first context takes as long as all else of a ringing call: not when it rings.
      context('ringDevice');
      context('speaker');
      void ring?.setSinkId?.(next.ringDeviceId ?? '').catch(() => undefined);
      void talk?.setSinkId?.(next.speakerId ?? '').catch(() => undefined);
    },
    allowed: () => window.navigator.userActivation?.hasBeenActive !== false || ring?.state === 'running',
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
