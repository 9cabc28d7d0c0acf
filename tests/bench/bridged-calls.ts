import { createSipPhone, type PhoneCall } from '../fakes/sip-phone';
import { report } from './figure';
import { startSwitchChild } from './switch-child';

interface BridgedCallsResult {
  readonly calls: number;
  readonly seconds: number;
  readonly sent: number;
  readonly lost: number;
  /** From sending to receiving through the switch, all on loopback; the load generator's own delay is in it. */
  readonly delayMsP50: number;
  readonly delayMsP99: number;
  /** CPU of the switch, per cent of one core for one call. */
  readonly cpuPercentPerCall: number;
  readonly rssMegabytes: number;
}

const payloadBytes = 80;

/** Bridged calls, each side sending 50 packets a second; every packet carries its number and the time it was sent. */
async function benchBridgedCalls({ calls = 50, seconds = 30 } = {}): Promise<BridgedCallsResult> {
  const child = await startSwitchChild(calls * 2);
  const account = (user: string) => ({ addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user });
  const phones = await Promise.all(Array.from({ length: calls * 2 }, (_, index) => createSipPhone({ url: child.url, account: account(String(1000 + index)) })));
  const parties: PhoneCall[] = [];
  for (let index = 0; index < calls; index += 1) {
    const [caller, callee] = [phones[index * 2], phones[index * 2 + 1]];
    if (caller === undefined || callee === undefined) continue;
    const out = caller.dial(String(1000 + index * 2 + 1));
    const incoming = await callee.nextCall();
    incoming.answer();
    await Promise.all([out.until('established'), incoming.until('established')]);
    await Promise.all([out.openMedia(), incoming.openMedia()]);
    parties.push(out, incoming);
  }

  const delays: number[] = [];
  let received = 0;
  for (const { media } of parties) {
    if (media === null) continue;
    media.onAudio = (payload) => {
      if (payload.length !== payloadBytes) return;
      received += 1;
      delays.push(performance.now() - payload.readDoubleBE(8));
    };
  }
  const before = await child.cpu();
  const startMs = performance.now();
  const sent = await send(parties, seconds);
  const elapsedMs = performance.now() - startMs;
  const after = await child.cpu();
  // What is still on its way arrives well within this time.
  await new Promise((resolve) => setTimeout(resolve, 300));
  delays.sort((a, b) => a - b);
  await Promise.all(phones.map((phone) => phone.close()));
  await child.stop();
  return {
    calls,
    seconds,
    sent,
    lost: sent - received,
    delayMsP50: round(delays[Math.floor(delays.length * 0.5)] ?? Number.NaN),
    delayMsP99: round(delays[Math.floor(delays.length * 0.99)] ?? Number.NaN),
    cpuPercentPerCall: round((after.microseconds - before.microseconds) / 10 / elapsedMs / calls),
    rssMegabytes: Math.round(after.rssBytes / 1e6),
  };
}

/** Sends from all, spread over the 20 ms so that no burst is measured; returns the number of packets. */
async function send(parties: readonly PhoneCall[], seconds: number): Promise<number> {
  const startMs = performance.now();
  const total = parties.length * seconds * 50;
  let sent = 0;
  while (sent < total) {
    const due = Math.min(total, Math.floor(((performance.now() - startMs) / 20) * parties.length));
    for (; sent < due; sent += 1) {
      const payload = Buffer.alloc(payloadBytes, 0xff);
      payload.writeDoubleBE(performance.now(), 8);
      parties[sent % parties.length]?.media?.sendFrame(payload);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return sent;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const result = await benchBridgedCalls({ seconds: Number(process.argv[2] ?? 30) });
const load = `${result.calls} bridged calls for ${result.seconds} s`;
report([
  { id: null, what: `packets lost, ${load}`, value: result.lost, unit: `of ${result.sent}`, goal: { text: '0', reached: result.lost === 0 } },
  { id: null, what: 'delay through the switch, p50', value: result.delayMsP50, unit: 'ms' },
  { id: null, what: 'delay through the switch, p99', value: result.delayMsP99, unit: 'ms', goal: { text: '≤ 5 ms', reached: result.delayMsP99 <= 5 } },
  { id: null, what: "switch's CPU for each call, per cent of a core", value: result.cpuPercentPerCall, unit: '%' },
  { id: null, what: `switch's memory, ${load}`, value: result.rssMegabytes, unit: 'MB' },
]);
