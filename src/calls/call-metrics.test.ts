import { Registry } from 'prom-client';
import type { CallId, LegId } from '../contract/ids';
import { createCallMetrics } from './call-metrics';
import type { Call } from './engine/call';

let nowMs = 0;
let live: Call[] = [];
const party = { kind: 'person', holding: false, deviceHolding: false };
const call = (changes: object): Call =>
  ({
    id: 'a' as CallId,
    state: 'ringing',
    caller: party,
    callee: party,
    legs: [],
    startedAtMs: 0,
    answeredAtMs: null,
    endReason: null,
    ...changes,
  }) as unknown as Call;
const leg = (state: string) => ({ id: 'l', side: 'callee', state });

function made() {
  const metrics = createCallMetrics({ nowMs: () => nowMs }, () => live);
  const registry = new Registry();
  for (const measure of metrics.measures) registry.registerMetric(measure);
  return { metrics, text: () => registry.metrics() };
}

beforeEach(() => {
  nowMs = 0;
  live = [];
});

test('a call is counted once when it ends, by way, result and reason', async () => {
  const { metrics, text } = made();
  const over = call({ state: 'ended', callee: { ...party, kind: 'outside' }, answeredAtMs: 5, endReason: 'hungUp' });
  metrics.follow(over);
  metrics.follow(over);
  metrics.over(over.id);
  metrics.follow(call({ id: 'b', state: 'ended', endReason: 'busy' }));
  expect(await text()).toContain('vaxel_calls_ended_total{way="out",result="answered",reason="hungUp"} 1');
  expect(await text()).toContain('vaxel_calls_ended_total{way="internal",result="unanswered",reason="busy"} 1');
});

test('the time until it rings is measured once, and the time from an answer to sound', async () => {
  const { metrics, text } = made();
  metrics.follow(call({ legs: [leg('dialling')] }));
  nowMs = 150;
  metrics.follow(call({ legs: [leg('ringing')] }));
  nowMs = 900;
  metrics.follow(call({ legs: [leg('ringing')] }));
  metrics.heard({ type: 'legAnswered', leg: 'l' as LegId });
  nowMs = 1_300;
  metrics.heard({ type: 'legMedia', leg: 'l' as LegId });
  metrics.heard({ type: 'legMedia', leg: 'of-an-arrived-one' as LegId });
  expect(await text()).toContain('vaxel_call_ringing_seconds_sum 0.15');
  expect(await text()).toContain('vaxel_call_ringing_seconds_count 1');
  expect(await text()).toContain('vaxel_call_media_seconds_sum 0.4');
  expect(await text()).toContain('vaxel_call_media_seconds_count 1');
});

test('a leg that we have ended ourselves is waited for no more', async () => {
  const { metrics, text } = made();
  metrics.heard({ type: 'legAnswered', leg: 'l' as LegId });
  metrics.follow(call({ legs: [leg('ended')] }));
  metrics.heard({ type: 'legMedia', leg: 'l' as LegId });
  expect(await text()).toContain('vaxel_call_media_seconds_count 0');
});

test('calls and legs of the moment, and legs in trouble', async () => {
  const { metrics, text } = made();
  live = [
    call({ legs: [leg('up'), leg('ringing'), leg('ended')] }),
    call({ id: 'b', state: 'active', legs: [leg('up')] }),
  ];
  metrics.heard({ type: 'legStalled', leg: 'l' as LegId, neverHeard: true });
  metrics.heard({ type: 'legLost', leg: 'l' as LegId });
  const all = await text();
  for (const line of ['vaxel_legs 3', 'vaxel_calls{state="ringing"} 1', 'vaxel_calls{state="talking"} 1'])
    expect(all).toContain(line);
  expect(all).toContain('vaxel_leg_trouble_total{what="neverHeard"} 1');
  expect(all).toContain('vaxel_leg_trouble_total{what="lost"} 1');
  live = [];
  expect(await text()).toContain('vaxel_calls{state="ringing"} 0');
});
