import { mediaSample } from './media-stats';

const report = (...stats: object[]): RTCStatsReport =>
  new Map(stats.map((stat, index) => [String(index), stat])) as unknown as RTCStatsReport;
const inbound = {
  type: 'inbound-rtp',
  kind: 'audio',
  ssrc: 7,
  timestamp: 10_000,
  lastPacketReceivedTimestamp: 9_980,
  packetsReceived: 50,
  packetsLost: 1,
  packetsDiscarded: 2,
  jitter: 0.004,
  jitterBufferDelay: 12,
  jitterBufferEmittedCount: 480,
};
const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.02 };

it('reads what the browser counts, in milliseconds', () => {
  expect(mediaSample(report(inbound, pair, { type: 'remote-inbound-rtp', fractionLost: 0.1 }))).toEqual({
    stream: 7,
    silentMs: 20,
    packetsReceived: 50,
    packetsLost: 1,
    packetsDiscarded: 2,
    jitterMs: 4,
    bufferedMs: 12_000,
    played: 480,
    roundTripMs: 20,
    lostThere: 0.1,
  });
});

it('before the first packet there is no age, and nothing measured', () => {
  expect(mediaSample(report())).toMatchObject({
    silentMs: null,
    packetsReceived: 0,
    roundTripMs: null,
    lostThere: null,
  });
});

it('after a restart looks at the stream that lives', () => {
  expect(mediaSample(report(inbound, { ...inbound, ssrc: 8, lastPacketReceivedTimestamp: 9_995 }))).toMatchObject({
    stream: 8,
    silentMs: 5,
  });
});
