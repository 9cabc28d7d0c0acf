import { toneFrames } from '../fakes/sip-phone-media';
import { callsCarrier, sendFor, timedPayload, type CallKind, type Carrier, type Party } from './bridged-load.part';
import { atMost, median, quantile, ratioAtMost, report } from './figure';
import { payloadBytes } from './load-packets.part';

/**
 * B18: what a conference of three costs the embedded switch beside a bridged call, what it does to the calls beside it,
 * and whether a customer is ever sent a packet of who whispers. Rounds take turns.
 *
 * - *Cost*: the CPU of the switch's process for as many conferences as bridged calls, all ends speaking.
 * - *Beside*: the delay of bridged calls while ten conferences go on, against fifteen more bridged calls: as many ends
 *   and packets for the generator and for the wire.
 * - *Whisper*: what the customer is sent is compared with what the agent has said, byte for byte.
 */
const seconds = Number(process.argv[2] ?? 20);
const count = Number(process.argv[3] ?? 3);
const calls = Number(process.argv[4] ?? 20);

const all = (kind: CallKind, times: number): CallKind[] => new Array<CallKind>(times).fill(kind);
/** Each end has a voice of its own. */
const voices = Array.from({ length: 12 }, (_, at) => toneFrames(300 + 70 * at));
const spoken = new WeakMap<Buffer[], number>();
function voiceOf(party: number): Buffer {
  const frames = voices[party % voices.length] ?? [];
  const at = spoken.get(frames) ?? 0;
  spoken.set(frames, at + 1);
  return frames[at % frames.length] ?? Buffer.alloc(0);
}

/** Per cent of one core for each call of a kind. */
async function cost(kind: CallKind): Promise<number> {
  const carrier = await callsCarrier(all(kind, calls));
  await sendFor(carrier, 2, voiceOf);
  const before = await carrier.cpu?.();
  const startMs = performance.now();
  await sendFor(carrier, seconds, voiceOf);
  const elapsedMs = performance.now() - startMs;
  const after = await carrier.cpu?.();
  await carrier.stop();
  return after && before ? (after.microseconds - before.microseconds) / 10 / elapsedMs / calls : Number.NaN;
}

/** p99 of the delay of bridged calls beside others, in ms. */
async function delayBeside(others: readonly CallKind[]): Promise<number> {
  const carrier = await callsCarrier([...all('bridged', calls), ...others]);
  const measured = carrier.parties.slice(0, 2 * calls);
  const delays: number[] = [];
  for (const party of measured)
    party.onAudio = (payload) => {
      if (payload.length === payloadBytes) delays.push(performance.now() - payload.readDoubleBE(8));
    };
  await sendFor(carrier, seconds, (party) => (party < measured.length ? timedPayload() : voiceOf(party)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await carrier.stop();
  return quantile(delays, 0.99);
}

/** Packets to the customer, and those of them that the agent has not said. */
async function whisper(): Promise<{ heard: number; leaked: number }> {
  const carrier: Carrier = await callsCarrier(all('whisper', 1));
  const [customer, agent, supervisor] = carrier.parties as [Party, Party, Party];
  const said = new Set(voices[1]?.map((frame) => frame.toString('hex')));
  let [heard, leaked, whispered] = [0, 0, 0];
  customer.onAudio = (payload) => {
    heard += 1;
    // Where nobody says anything yet, the switch keeps the way open with a frame of silence (3 bytes).
    if (payload.length > 3 && !said.has(payload.toString('hex'))) leaked += 1;
  };
  agent.onAudio = () => (whispered += 1);
  await sendFor({ parties: [customer, agent, supervisor] }, seconds, voiceOf);
  await carrier.stop();
  if (whispered === 0) throw new Error('nothing was whispered');
  return { heard, leaked };
}

const rounds = {
  bridged: [] as number[],
  conference: [] as number[],
  besideBridged: [] as number[],
  beside: [] as number[],
};
for (let round = 0; round < count; round += 1) {
  rounds.bridged.push(await cost('bridged'));
  rounds.conference.push(await cost('conference'));
  rounds.besideBridged.push(await delayBeside(all('bridged', 15)));
  rounds.beside.push(await delayBeside(all('conference', 10)));
  for (const [name, done] of Object.entries(rounds)) process.stderr.write(`${name} ${done.at(-1)?.toFixed(2)}\n`);
}
const { heard, leaked } = await whisper();
const middle = (values: readonly number[]): number => Math.round(median(values) * 100) / 100;
report([
  {
    id: 'B18',
    what: `CPU of a conference of three, per cent of a core, ${calls} at once, ${count} × ${seconds} s`,
    value: middle(rounds.conference),
    unit: '%',
    peer: { what: 'a bridged call', value: middle(rounds.bridged) },
    goal: ratioAtMost(middle(rounds.conference), middle(rounds.bridged), 5),
  },
  {
    id: 'B18',
    what: `delay of ${calls} bridged calls beside ten conferences, p99`,
    value: middle(rounds.beside),
    unit: 'ms',
    peer: { what: 'beside fifteen bridged calls', value: middle(rounds.besideBridged) },
  },
  {
    id: 'B18',
    what: 'packets of who whispers that the customer is sent',
    value: leaked,
    unit: `of ${heard}`,
    goal: atMost(leaked, 0),
  },
]);
