import { relayCarrier, switchCarrier, type Carrier } from './bridged-load.part';
import { median, quantile, report } from './figure';

/**
 * B11: 100 bridged calls for 60 s through the embedded switch, against a plain RTP relay over UDP (until Asterisk is here).
 *
 * What is alike: the same generator sends the same payload at the same pace from 200 ends, 50 packets a second each, spread
 * over the 20 ms; as many packets go through as many ports of one process; rounds of the two take turns. What is not: the relay
 * neither encrypts nor authenticates nor rewrites, and the generator has no DTLS to do with it. So it is the floor of what any
 * switch in this runtime can reach, and the delay beyond it is the most that can be blamed on the switch.
 */
const calls = 100;
const seconds = Number(process.argv[2] ?? 60);
const rounds = Number(process.argv[3] ?? 3);
const payloadBytes = 80;

interface Round {
  readonly sent: number;
  readonly lost: number;
  readonly delayMsP50: number;
  readonly delayMsP99: number;
  /** Per cent of one core for one call. */
  readonly cpuPercentPerCall: number;
  readonly rssMegabytes: number;
}

async function measure(start: (calls: number) => Promise<Carrier>): Promise<Round> {
  const carrier = await start(calls);
  const delays: number[] = [];
  for (const party of carrier.parties) {
    party.onAudio = (payload) => {
      if (payload.length === payloadBytes) delays.push(performance.now() - payload.readDoubleBE(8));
    };
  }
  const before = await carrier.cpu();
  const startMs = performance.now();
  const sent = await send(carrier);
  const elapsedMs = performance.now() - startMs;
  const after = await carrier.cpu();
  // What is still on its way arrives well within this time.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await carrier.stop();
  return {
    sent,
    lost: sent - delays.length,
    delayMsP50: quantile(delays, 0.5),
    delayMsP99: quantile(delays, 0.99),
    cpuPercentPerCall: (after.microseconds - before.microseconds) / 10 / elapsedMs / calls,
    rssMegabytes: after.rssBytes / 1e6,
  };
}

/** Sends from all, spread over the 20 ms so that no burst is measured; returns the number of packets. */
async function send({ parties }: Carrier): Promise<number> {
  const startMs = performance.now();
  const total = parties.length * seconds * 50;
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 20) * parties.length));
    for (; sent < due; sent += 1) {
      const payload = Buffer.alloc(payloadBytes, 0xff);
      payload.writeDoubleBE(performance.now(), 8);
      parties[sent % parties.length]?.send(payload);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return sent;
}

const ours: Round[] = [];
const relay: Round[] = [];
for (let round = 0; round < rounds; round += 1) {
  relay.push(await measure(relayCarrier));
  ours.push(await measure(switchCarrier));
  process.stderr.write(`${JSON.stringify({ relay: relay.at(-1), switch: ours.at(-1) })}\n`);
}
const middle = (from: Round[], what: keyof Round): number => Math.round(median(from.map((round) => round[what])) * 1000) / 1000;
const added = Math.round((middle(ours, 'delayMsP99') - middle(relay, 'delayMsP99')) * 100) / 100;
const [lost, sent] = [ours, ours].map((from, index) => from.reduce((sum, round) => sum + (index === 0 ? round.lost : round.sent), 0));
const what = 'plain RTP relay';
report([
  { id: 'B11', what: `packets lost, ${calls} bridged calls, ${rounds} × ${seconds} s`, value: lost ?? 0, unit: `of ${sent}`, goal: { text: '0', reached: lost === 0 } },
  { id: 'B11', what: 'delay added by the switch, p99', value: added, unit: 'ms', goal: { text: '≤ 5 ms', reached: added <= 5 } },
  { id: 'B11', what: 'delay from end to end, p50', value: middle(ours, 'delayMsP50'), unit: 'ms', peer: { what, value: middle(relay, 'delayMsP50') } },
  { id: 'B11', what: 'CPU for each call, per cent of a core', value: middle(ours, 'cpuPercentPerCall'), unit: '%', peer: { what, value: middle(relay, 'cpuPercentPerCall') } },
  { id: null, what: `memory with ${calls} calls`, value: middle(ours, 'rssMegabytes'), unit: 'MB', peer: { what, value: middle(relay, 'rssMegabytes') } },
]);
