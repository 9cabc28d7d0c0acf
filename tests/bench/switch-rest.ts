import { RawSip } from '../fakes/raw-sip';
import { report } from './figure';
import { startSwitchChild } from './switch-child';

const devices = 100;
const seconds = Number(process.argv[2] ?? 20);

/** The 200 to an OPTIONS with the fields that a response repeats (RFC 3261 §8.2.6.2). */
function answerTo(question: string): string {
  const fields = question.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/.test(line));
  return ['SIP/2.0 200 OK', ...fields, 'Content-Length: 0', '', ''].join('\r\n');
}

/**
 * What registered devices cost that do nothing: probes (OPTIONS) and pings, answered at once. CPU of the switch's
 * process.
 */
const child = await startSwitchChild(devices);
let probes = 0;
const raws: RawSip[] = [];
for (let index = 0; index < devices; index += 1) {
  const raw = await RawSip.connect(child.url);
  const user = String(1000 + index);
  await raw.register({ addressOfRecord: `sip:${user}@bench.vaxel`, username: user, password: user });
  raw.socket.on('message', (data) => {
    const text = String(data);
    if (!text.startsWith('OPTIONS ')) return;
    probes += 1;
    raw.send(answerTo(text));
  });
  raws.push(raw);
}
probes = 0;
const before = await child.cpu();
const startMs = performance.now();
await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
const elapsedMs = performance.now() - startMs;
const after = await child.cpu();
for (const raw of raws) raw.close();
await child.stop();
report([
  {
    id: null,
    what: `switch's CPU for ${devices} devices at rest, of one core`,
    value: Math.round((after.microseconds - before.microseconds) / elapsedMs) / 10,
    unit: '%',
  },
  { id: null, what: 'probes a second for these', value: Math.round(probes / (elapsedMs / 1000)), unit: '1/s' },
]);
