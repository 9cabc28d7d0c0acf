import { directCarrier, relayCarrier, sendFor, switchCarrier, type Carrier } from './bridged-load.part';
import { atMost, median, quantile, ratioAtMost, report } from './figure';
import { payloadBytes } from './load-packets.part';

/**
 * B11: 100 bridged calls for 60 s through the embedded switch, against the same ends without anything in between, and
 * against Asterisk 22 with our driver, and against a plain RTP relay over UDP. Rounds of the four take turns.
 *
 * The same generator sends the same payload at the same pace from 200 ends, 50 packets a second each, spread over the
 * 20 ms.
 * - *Direct*: the ends of each call talk to each other, with the ICE, DTLS and SRTP that they have with the switch, in
 *   the one
 *   process of the generator. Its delay is the ends' own; what the switch's is longer by is what the switch adds.
 * - *Relay*: as many packets through as many ports of one process that neither decrypts, encrypts nor rewrites: the
 *   floor of
 *   what any switch in this runtime can cost.
 */
const calls = 100;
const seconds = Number(process.argv[2] ?? 60);
const count = Number(process.argv[3] ?? 3);

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
  // Room for all from the start: an array that grows is copied, for milliseconds, in the middle of the load.
  const room = new Float64Array(carrier.parties.length * seconds * 50);
  let received = 0;
  for (const party of carrier.parties) {
    party.onAudio = (payload) => {
      if (payload.length === payloadBytes) room[received++] = performance.now() - payload.readDoubleBE(8);
    };
  }
  const before = await carrier.cpu?.();
  const startMs = performance.now();
  const sent = await sendFor(carrier, seconds);
  const elapsedMs = performance.now() - startMs;
  const after = await carrier.cpu?.();
  // What is still on its way arrives well within this time.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await carrier.stop();
  const delays = [...room.subarray(0, received)];
  return {
    sent,
    lost: sent - received,
    delayMsP50: quantile(delays, 0.5),
    delayMsP99: quantile(delays, 0.99),
    cpuPercentPerCall: after && before ? (after.microseconds - before.microseconds) / 10 / elapsedMs / calls : 0,
    rssMegabytes: (after?.rssBytes ?? 0) / 1e6,
  };
}

const rounds = { direct: [] as Round[], relay: [] as Round[], switch: [] as Round[], asterisk: [] as Round[] };
for (let round = 0; round < count; round += 1) {
  rounds.relay.push(await measure(relayCarrier));
  rounds.direct.push(await measure(directCarrier));
  rounds.switch.push(await measure(switchCarrier));
  rounds.asterisk.push(await measure((count) => switchCarrier(count, { kind: 'asterisk' })));
  for (const [name, done] of Object.entries(rounds)) process.stderr.write(`${name} ${JSON.stringify(done.at(-1))}\n`);
}
const middle = (from: Round[], what: keyof Round): number =>
  Math.round(median(from.map((round) => round[what])) * 1000) / 1000;
const total = (from: Round[], what: 'lost' | 'sent'): number => from.reduce((all, round) => all + round[what], 0);
const sum = (what: 'lost' | 'sent'): number => total(rounds.switch, what);
const added = Math.round((middle(rounds.switch, 'delayMsP99') - middle(rounds.direct, 'delayMsP99')) * 100) / 100;
const direct = (what: keyof Round) => ({ what: 'the same ends, direct', value: middle(rounds.direct, what) });
const asterisk = (what: keyof Round) => ({ what: 'Asterisk 22', value: middle(rounds.asterisk, what) });
const relay = (what: keyof Round) => ({ what: 'plain RTP relay', value: middle(rounds.relay, what) });
report([
  {
    id: 'B11',
    what: `packets lost, ${calls} bridged calls, ${count} × ${seconds} s`,
    value: sum('lost'),
    unit: `of ${sum('sent')}`,
    goal: atMost(sum('lost'), 0),
  },
  {
    id: 'B11',
    what: 'delay added by the switch, p99',
    value: added,
    unit: 'ms',
    goal: atMost(added, 3.5, 'ms'),
  },
  {
    id: 'B11',
    what: 'delay from end to end, p99',
    value: middle(rounds.switch, 'delayMsP99'),
    unit: 'ms',
    peer: direct('delayMsP99'),
  },
  {
    id: 'B11',
    what: 'delay from end to end, p50',
    value: middle(rounds.switch, 'delayMsP50'),
    unit: 'ms',
    peer: direct('delayMsP50'),
  },
  {
    id: 'B11',
    what: 'delay from end to end, p99, of a relay that reads nothing',
    value: middle(rounds.relay, 'delayMsP99'),
    unit: 'ms',
  },
  {
    id: 'B11',
    what: 'CPU for each call, per cent of a core',
    value: middle(rounds.switch, 'cpuPercentPerCall'),
    unit: '%',
    peer: relay('cpuPercentPerCall'),
    goal: ratioAtMost(middle(rounds.switch, 'cpuPercentPerCall'), middle(rounds.relay, 'cpuPercentPerCall'), 2.5),
  },
  {
    id: 'B11',
    what: 'CPU for each call, per cent of a core, against Asterisk',
    value: middle(rounds.switch, 'cpuPercentPerCall'),
    unit: '%',
    peer: asterisk('cpuPercentPerCall'),
    goal: ratioAtMost(middle(rounds.switch, 'cpuPercentPerCall'), middle(rounds.asterisk, 'cpuPercentPerCall'), 1),
  },
  {
    id: 'B11',
    what: 'delay from end to end, p99, of Asterisk',
    value: middle(rounds.asterisk, 'delayMsP99'),
    unit: 'ms',
    peer: direct('delayMsP99'),
  },
  {
    id: 'B11',
    what: 'packets lost by Asterisk',
    value: total(rounds.asterisk, 'lost'),
    unit: `of ${total(rounds.asterisk, 'sent')}`,
  },
  {
    id: null,
    what: `memory with ${calls} calls`,
    value: middle(rounds.switch, 'rssMegabytes'),
    unit: 'MB',
    peer: relay('rssMegabytes'),
  },
]);
