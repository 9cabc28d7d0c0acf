import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { systemClock } from '../../src/time/system-clock';
import type { DeviceId, LegId, OrganisationId, RecordingId } from '../../src/contract/ids';
import { createCallLimits } from '../../src/limits/call-limits';
import { createEmbeddedSwitch } from '../../src/switch/embedded';
import { createStartMixer } from '../../src/switch/embedded/mixing/start-mixer';
import type { RecordingLimits, Switch } from '../../src/switch/port';
import { silenceLimits } from '../../src/switch/leg-watch';
import { startAsteriskSwitch } from '../fakes/asterisk-switch';
import { suiteOptions } from '../suites/switch-options';
import { cpuMsOf } from './process-use';

/**
 * The switch under load, in a process of its own so that its CPU is its own. It enrols `count` devices 1000… with their
 * number as user name and password, answers every call and bridges it with the dialled device: `1001+1002` = both
 * devices, where all hear each other; `1001*1002` = the second hears both, and is heard by the first; `1001&` = both
 * sides are recorded. Messages: `ready`
 * with the address at start; a `cpu` request is answered with the CPU time used so far in microseconds: of this
 * process, or of the Asterisk that it steers.
 */
const count = Number(process.argv[2] ?? 100);
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
// What is measured is what the switch can do, not what one user or address may ask of it.
const unlimited = { burst: 1e9, perSecond: 1e9 };
const rates = { stranger: unlimited, address: unlimited, user: unlimited };
const admitCall = createCallLimits(systemClock, {
  user: { fresh: unlimited, most: 1e9 },
  organisation: { fresh: unlimited, most: 1e9 },
});
const limits = process.argv[3] === 'usual' ? {} : { rates, admitCall };
const soundsDirectory = pathToFileURL(join(process.cwd(), 'src', 'switch', 'embedded', 'sounds/'));

const recordingsFolder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
process.once('exit', () => rmSync(recordingsFolder, { recursive: true, force: true }));

interface Carrying {
  readonly telephony: Switch;
  readonly url: string;
  use(): { readonly microseconds: number; readonly rssBytes: number };
  stop(): Promise<void>;
}

async function embedded(): Promise<Carrying> {
  const telephony = createEmbeddedSwitch({
    clock: systemClock,
    logger: quiet,
    bindAddress: '127.0.0.1',
    soundsDirectory,
    recordingsFolder,
    startMixer: createStartMixer(fileURLToPath(new URL('mix-worker.js', import.meta.url))),
    ...limits,
  });
  const server = createServer();
  server.on('upgrade', telephony.transport.upgrade);
  await telephony.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    telephony,
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sip`,
    use() {
      const { user, system } = process.cpuUsage();
      return { microseconds: user + system, rssBytes: process.memoryUsage().rss };
    },
    stop: () => Promise.resolve(),
  };
}

async function asterisk(): Promise<Carrying> {
  // A hundred ends in one process take their time to say a first word: as long as the product waits for one.
  const running = await startAsteriskSwitch({ ...suiteOptions, ...silenceLimits });
  const { pid } = running.asterisk;
  const rssBytes = () => 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  return {
    telephony: running.switch,
    url: running.url,
    use: () => ({ microseconds: 1000 * cpuMsOf(pid), rssBytes: rssBytes() }),
    stop: running.stop,
  };
}

const { telephony, url, use, stop } = await (process.argv[4] === 'asterisk' ? asterisk() : embedded());
const devices = new Map<string, DeviceId>();
for (let index = 0; index < count; index += 1) {
  const user = String(1000 + index);
  const deviceId = randomUUID() as DeviceId;
  devices.set(user, deviceId);
  const side = { kind: 'inside', organisationId: randomUUID() as OrganisationId } as const;
  await telephony.enrol({
    deviceId,
    side,
    user,
    domain: 'bench.vaxel',
    username: user,
    password: user,
    expiresAtMs: Date.now() + 3_600_000,
  });
}

/** The legs of a call: of whoever dialled, and of those who have answered. */
interface BenchCall {
  readonly legs: LegId[];
  readonly isWhisper: boolean;
  readonly isRecorded: boolean;
}
const callOf = new Map<LegId, BenchCall>();
const bothSides: RecordingLimits = { maxMs: 3_600_000, silenceMs: null, both: true };

function dialFor(call: BenchCall, user: string): void {
  const leg = randomUUID() as LegId;
  callOf.set(leg, call);
  telephony.dial(
    leg,
    { kind: 'device', deviceId: devices.get(user) ?? ('' as DeviceId) },
    { callId: randomUUID() as never, callerName: 'Bench', callerNumber: '1000', autoAnswer: false },
  );
}

function hearEachOther({ legs, isWhisper }: BenchCall): void {
  for (const [at, leg] of legs.entries()) {
    const others = legs.filter((other) => other !== leg);
    // Of three, the first is the customer, who does not hear the third.
    telephony.hear(leg, isWhisper && at === 0 ? others.slice(0, 1) : others);
  }
}

telephony.onEvent((event) => {
  if (event.type === 'legArrived') {
    const { leg, dialled } = event;
    const call = { legs: [leg], isWhisper: dialled.includes('*'), isRecorded: dialled.endsWith('&') };
    for (const user of dialled.replace('&', '').split(/[+*]/)) dialFor(call, user);
  } else if (event.type === 'legAnswered' && callOf.has(event.leg)) {
    const call = callOf.get(event.leg) as BenchCall;
    const [first] = call.legs;
    if (call.legs.length === 1 && first !== undefined) telephony.answer(first);
    call.legs.push(event.leg);
    hearEachOther(call);
    if (call.isRecorded && first !== undefined) telephony.record(first, randomUUID() as RecordingId, bothSides);
  }
});

process.send?.({ type: 'ready', url });
process.on('message', (wanted) => {
  if (wanted === 'memory') return void memory();
  if (wanted === 'cpu') process.send?.({ type: 'cpu', ...use() });
});
/** Two collections: what the first one's finalizers let go of is gone with the second. */
async function memory(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ type: 'memory', liveBytes: heapUsed + external, rssBytes: rss });
}

process.on('disconnect', () => void stop().finally(() => process.exit(0)));
