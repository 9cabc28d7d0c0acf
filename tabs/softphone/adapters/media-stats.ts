import type { MediaSample } from '../ports';

/** What the browser counts (webrtc-stats), as far as a call needs it. Null before there is anything to count. */
export function mediaSample(report: RTCStatsReport): MediaSample | null {
  const all = [...report.values()] as readonly Stat[];
  const inbound = newest(all.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio'));
  const there = all.find(({ type }) => type === 'remote-inbound-rtp');
  const pair = all.find(
    ({ type, nominated, state }) => type === 'candidate-pair' && nominated === true && state === 'succeeded',
  );
  return {
    stream: inbound?.ssrc ?? 0,
    silentMs:
      inbound?.lastPacketReceivedTimestamp === undefined
        ? null
        : inbound.timestamp - inbound.lastPacketReceivedTimestamp,
    packetsReceived: inbound?.packetsReceived ?? 0,
    packetsLost: inbound?.packetsLost ?? 0,
    packetsDiscarded: inbound?.packetsDiscarded ?? 0,
    jitterMs: (inbound?.jitter ?? 0) * 1_000,
    bufferedMs: (inbound?.jitterBufferDelay ?? 0) * 1_000,
    played: inbound?.jitterBufferEmittedCount ?? 0,
    roundTripMs: seconds(pair?.currentRoundTripTime ?? there?.roundTripTime),
    lostThere: there?.fractionLost ?? null,
  };
}

/** After a restart with a new sender, the old stream may still be listed. */
function newest(streams: readonly Stat[]): Stat | undefined {
  return streams.reduce<Stat | undefined>(
    (best, each) =>
      best === undefined || (each.lastPacketReceivedTimestamp ?? 0) > (best.lastPacketReceivedTimestamp ?? 0)
        ? each
        : best,
    undefined,
  );
}

function seconds(value: number | undefined): number | null {
  return value === undefined ? null : value * 1_000;
}

/** The members used here, of whatever dictionary; TypeScript's library lacks some. */
interface Stat {
  readonly type: string;
  readonly timestamp: number;
  readonly kind?: string;
  readonly ssrc?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly lastPacketReceivedTimestamp?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly packetsDiscarded?: number;
  readonly jitter?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly currentRoundTripTime?: number;
  readonly roundTripTime?: number;
  readonly fractionLost?: number;
}
