import { once } from 'node:events';
import { join } from 'node:path';
import { relayCarrier, sendFor, switchCarrier, type Carrier } from '../bridged-load.part';
import { quantile } from '../figure';
import { payloadBytes } from '../load-packets.part';
import { threadsOf, type CpuUse } from '../process-use';
import { middle, type Part, type Span } from './span';

/**
 * One packet through the switch while 100 calls are up, and through the plain relay; and who used the processor
 * meanwhile.
 */
const calls = 100;
const seconds = Number(process.env['TRACE_PACKET_SECONDS'] ?? 10);
const library = join(process.cwd(), 'tests', 'bench', 'trace', 'noted-datachannel.ts');

/** What the machine's monotonic clock is ahead of `performance.now()` of this process. */
const aheadMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Where one packet was when, by this process's clock. */
interface Times {
  readonly sentMs: number;
  readonly goneMs: number;
  readonly enteredMs: number;
  readonly handedOnMs: number;
  readonly doneMs: number;
  readonly arrivedMs: number;
}

interface Run {
  readonly packets: readonly Times[];
  /** Microseconds of the processor a packet, by thread and kind. */
  readonly cpu: Readonly<Record<string, number>>;
}

async function run(carrier: Carrier): Promise<Run> {
  const gone = new Map<number, number>();
  const arrived = new Map<number, number>();
  const parties = carrier.parties.map((party) => {
    party.onAudio = (payload) => {
      if (payload.length === payloadBytes) arrived.set(payload.readDoubleBE(8), performance.now());
    };
    const send = (payload: Buffer) => {
      party.send(payload);
      gone.set(payload.readDoubleBE(8), performance.now());
    };
    return { onAudio: null, send };
  });
  const pid = carrier.child?.pid ?? 0;
  const before = threadsOf(pid);
  const sent = await sendFor({ ...carrier, parties }, seconds);
  const cpu = used(before, threadsOf(pid), sent);
  const noted = await notesOf(carrier);
  await carrier.stop();
  const stamps = noted.size > 0 ? [...noted.keys()] : [...arrived.keys()];
  const packets = stamps.flatMap((sentMs): Times[] => {
    const [goneMs, arrivedMs] = [gone.get(sentMs), arrived.get(sentMs)];
    if (goneMs === undefined || arrivedMs === undefined) return [];
    const [enteredMs, handedOnMs, doneMs] = noted.get(sentMs) ?? [goneMs, goneMs, goneMs];
    return [{ sentMs, goneMs, enteredMs, handedOnMs, doneMs, arrivedMs }];
  });
  return { packets, cpu };
}

/** What noted-datachannel.ts has of each packet, by the time that is in it; nothing of a relay. */
async function notesOf({ child }: Carrier): Promise<Map<number, [number, number, number]>> {
  const notes = new Map<number, [number, number, number]>();
  if (child === null || !child.spawnargs.some((argument) => argument.endsWith('-noted.js'))) return notes;
  child.send('packets');
  const [found] = (await once(child, 'message')) as [number[]];
  for (let at = 0; at < found.length; at += 4) {
    const [stamp = 0, ...times] = found.slice(at, at + 4);
    const [entered = 0, handedOn = 0, done = 0] = times.map((ms) => ms - aheadMs);
    notes.set(stamp, [entered, handedOn, done]);
  }
  return notes;
}

function used(before: ReturnType<typeof threadsOf>, after: ReturnType<typeof threadsOf>, packets: number): Run['cpu'] {
  const each = (thread: 'main' | 'others', kind: keyof CpuUse) =>
    (1_000 * (after[thread][kind] - before[thread][kind])) / packets;
  return {
    'JavaScript’s thread, own code': each('main', 'userMs'),
    'JavaScript’s thread, kernel': each('main', 'systemMs'),
    'other threads, own code': each('others', 'userMs'),
    'other threads, kernel': each('others', 'systemMs'),
  };
}

const spansOf = ({ sentMs, goneMs, enteredMs, handedOnMs, doneMs, arrivedMs }: Times): Span[] => {
  const span = (lane: string, name: string, fromMs: number, untilMs: number): Span => {
    return { lane, name, startMs: fromMs - sentMs, endMs: untilMs - sentMs };
  };
  return [
    span('sending end', 'encrypted and sent', sentMs, goneMs),
    span('way', 'kernel, decrypted, hop to JavaScript', goneMs, enteredMs),
    span('switch', 'read and rewritten', enteredMs, handedOnMs),
    span('switch', 'encrypted and sent', handedOnMs, doneMs),
    span('way', 'kernel, decrypted, hop to JavaScript, other end', doneMs, arrivedMs),
    span('all', 'end → end', sentMs, arrivedMs),
  ];
};

const relaySpan = ({ sentMs, arrivedMs }: Times): Span[] => [
  { lane: 'relay', name: 'end → end through a plain relay', startMs: 0, endMs: arrivedMs - sentMs },
];

function tailNotes(all: readonly Span[][]): string[] {
  const names = (all[0] ?? []).map(({ lane, name }) => ({ lane, name }));
  return names.map(({ lane, name }, index) => {
    const lengths = all.map((spans) => (spans[index]?.endMs ?? 0) - (spans[index]?.startMs ?? 0));
    return `p99 ${lane}, ${name}: ${quantile(lengths, 0.99).toFixed(2)} ms`;
  });
}

function cpuNotes(of: string, runs: readonly Run[]): string[] {
  return Object.keys(runs[0]?.cpu ?? {}).map((kind) => {
    const values = runs.map(({ cpu }) => cpu[kind] ?? 0);
    return `CPU a packet, ${of}, ${kind}: ${quantile(values, 0.5).toFixed(1)} µs`;
  });
}

export async function tracePacket(rounds: number): Promise<Part[]> {
  const [switches, relays]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    relays.push(await run(await relayCarrier(calls)));
    switches.push(await run(await switchCarrier(calls, { library })));
  }
  const through = switches.flatMap(({ packets }) => packets.map(spansOf));
  const past = relays.flatMap(({ packets }) => packets.map(relaySpan));
  const notes = [
    ...tailNotes([...through]),
    ...tailNotes(past),
    ...cpuNotes('switch', switches),
    ...cpuNotes('relay', relays),
  ];
  const spans = [...middle(through), ...middle(past)];
  return [{ id: 'packet', title: `One packet through the switch, ${calls} calls`, rounds, notes, spans }];
}
