import type { Frame, Page } from 'playwright/test';

/**
 * Runs in every page before its scripts: remembers the peer connections and audio contexts, counts the sounds that are
 * started, and, where a frequency is given, lets the microphone be a steady tone of it, so that a test can tell who is
 * heard.
 */
export function observeAudio(toneHz: number | null): void {
  const remembered = <Made extends object, Given extends unknown[]>(
    Original: new (...given: Given) => Made,
  ): readonly [typeof Original, Made[]] => {
    const all: Made[] = [];
    const construct = (target: typeof Original, given: Given): Made => {
      const made = new target(...given);
      all.push(made);
      return made;
    };
    return [new Proxy(Original, { construct }), all];
  };
  const [Connection, testConnections] = remembered(window.RTCPeerConnection);
  const [Context, testAudioContexts] = remembered(window.AudioContext);
  Object.assign(window, { RTCPeerConnection: Connection, AudioContext: Context });
  Object.assign(window, { testConnections, testAudioContexts, testSounds: 0 });
  const start = AudioScheduledSourceNode.prototype.start;
  AudioScheduledSourceNode.prototype.start = function (...args) {
    Object.assign(window, { testSounds: (window as unknown as { testSounds: number }).testSounds + 1 });
    return start.apply(this, args);
  };
  if (toneHz === null || !navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = () => {
    const context = new AudioContext();
    const oscillator = new OscillatorNode(context, { frequency: toneHz });
    const destination = context.createMediaStreamDestination();
    oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(destination);
    oscillator.start();
    return Promise.resolve(destination.stream);
  };
}

export interface Heard {
  /** RTP packets that arrived while listening. */
  readonly packets: number;
  /** Packets lost while listening. */
  readonly lost: number;
  /** Root mean square, 0 to 1, of what came out of the jitter buffer. */
  readonly level: number;
  /** Strongest frequency; meaningless when the level is near 0. */
  readonly hz: number;
}

/** Listens for a while to what the page's newest connection receives. */
export function listen(where: Page | Frame, ms = 600): Promise<Heard> {
  return where.evaluate(async (duration) => {
    const connections = (window as unknown as { testConnections: RTCPeerConnection[] }).testConnections;
    const connection = connections.filter((each) => each.connectionState !== 'closed').at(-1);
    const track = connection?.getReceivers().find((receiver) => receiver.track.kind === 'audio')?.track;
    if (!connection || !track) return { packets: 0, lost: 0, level: 0, hz: 0 };
    const count = async () => {
      const totals = { packets: 0, lost: 0 };
      for (const report of (await connection.getStats()).values() as Iterable<Record<string, number | string>>) {
        if (report['type'] !== 'inbound-rtp') continue;
        totals.packets += Number(report['packetsReceived'] ?? 0);
        totals.lost += Number(report['packetsLost'] ?? 0);
      }
      return totals;
    };
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
    new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
    const before = await count();
    // Measuring takes time: this is the length of the measurement, not a wait for something to happen.
    await new Promise((done) => setTimeout(done, duration));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(spectrum);
    const after = await count();
    await context.close();
    const peak = spectrum.reduce((best, value, index) => (value > (spectrum[best] ?? -Infinity) ? index : best), 0);
    return {
      packets: after.packets - before.packets,
      lost: after.lost - before.lost,
      level: Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length),
      hz: (peak * context.sampleRate) / analyser.fftSize,
    };
  }, ms);
}

/** How many sounds (ringing, tones) the page has started since it was loaded. */
export const soundsStarted = (where: Page | Frame): Promise<number> =>
  where.evaluate(() => (window as unknown as { testSounds: number }).testSounds);
