import { toneFrames } from '../fakes/sip-phone-media';
import { callsCarrier, sendFor, type CallKind } from './bridged-load.part';
import { median } from './figure';

const frames = [500, 900].map((hz) => toneFrames(hz));

/** Per cent of one core for each of so many calls of a kind that go on at once, both ends speaking. */
async function cost(kind: CallKind, calls: number, seconds: number): Promise<number> {
  let packet = 0;
  const voiceOf = (party: number): Buffer => {
    const voice = frames[party % frames.length] ?? [];
    return voice[packet++ % voice.length] ?? Buffer.alloc(0);
  };
  const carrier = await callsCarrier(new Array<CallKind>(calls).fill(kind));
  await sendFor(carrier, 2, voiceOf);
  const before = await carrier.cpu?.();
  const startMs = performance.now();
  await sendFor(carrier, seconds, voiceOf);
  const elapsedMs = performance.now() - startMs;
  const after = await carrier.cpu?.();
  await carrier.stop();
  return after && before ? (after.microseconds - before.microseconds) / 10 / elapsedMs / calls : Number.NaN;
}

/** The CPU of the switch's process for bridged calls, and for as many of which both sides are recorded, in turns. */
export async function recordingCost(
  rounds: number,
  calls: number,
  seconds: number,
): Promise<{ readonly bridged: number; readonly recorded: number }> {
  const [bridged, recorded]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bridged.push(await cost('bridged', calls, seconds));
    recorded.push(await cost('recorded', calls, seconds));
    process.stderr.write(`bridged ${bridged.at(-1)?.toFixed(3)}, recorded ${recorded.at(-1)?.toFixed(3)}\n`);
  }
  return { bridged: median(bridged), recorded: median(recorded) };
}
