import type { Clock } from '../clock';
import type { CallQuality, MediaSample, QualityCause, QualityRating } from './ports';

/** What was measured over a stretch of time. */
export interface QualityFigures {
  readonly lossPercent: number;
  /** Came, but too late to be played. */
  readonly latePercent: number;
  readonly jitterMs: number;
  readonly bufferMs: number;
  readonly roundTripMs: number | null;
  readonly lostTherePercent: number | null;
}

/** Transmission rating without impairments, ITU-T G.107 (06/2015) §7.7, default values. */
const bestRating = 93.2;
/** ITU-T G.107 Annex B: from 80 users are satisfied, below 60 nearly all are not. */
const goodFrom = 80;
const fairFrom = 60;
/**
 * ITU-T G.113 Appendix I: packet loss robustness with loss concealment and random loss (Opus conceals at least as well
 * as G.711 with PLC).
 */
const lossRobustness = 25.1;
/** One packet of 20 ms, and what sound cards take on both sides. */
const fixedDelayMs = 40;

/** Effective equipment impairment, G.107 §7.5: Ie,eff = Ie + (95 − Ie) · Ppl / (Ppl + Bpl), with Ie = 0. */
function lossImpairment(percent: number): number {
  return (95 * percent) / (percent + lossRobustness);
}

/**
 * Delay impairment of one way, in the piecewise linear form of G.107's Idd (Cole and Rosenbluth, 2001): small up to 177
 * ms, steep after, in line with G.114's limit of 150 ms for an unhindered conversation.
 */
function delayImpairment(oneWayMs: number): number {
  return 0.024 * oneWayMs + 0.11 * Math.max(0, oneWayMs - 177.3);
}

/** The E-model (ITU-T G.107) applied to what the browser measures. */
export function rateQuality(figures: QualityFigures): CallQuality {
  const { lossPercent, latePercent, jitterMs, bufferMs, roundTripMs } = figures;
  const wayMs = (roundTripMs ?? 0) / 2 + fixedDelayMs;
  const delay = delayImpairment(wayMs);
  const loss = lossImpairment(lossPercent);
  const jitter = delayImpairment(wayMs + bufferMs) - delay + lossImpairment(lossPercent + latePercent) - loss;
  const there = lossImpairment(figures.lostTherePercent ?? 0);
  const score = bestRating - delay - Math.max(loss + jitter, there);
  const rating: QualityRating = score >= goodFrom ? 'good' : score >= fairFrom ? 'fair' : 'poor';
  const parts: readonly (readonly [QualityCause, number])[] = [
    ['loss', loss],
    ['lossThere', there],
    ['jitter', jitter],
    ['delay', delay],
  ];
  const [cause] = parts.reduce((worst, part) => (part[1] > worst[1] ? part : worst));
  return {
    rating,
    score: Math.round(Math.max(0, score)),
    cause: rating === 'good' ? null : cause,
    lossPercent: round(lossPercent),
    jitterMs: Math.round(jitterMs),
    roundTripMs: roundTripMs === null ? null : Math.round(roundTripMs),
  };
}

function round(percent: number): number {
  return Math.round(percent * 10) / 10;
}

/** Long enough that one lost packet is no verdict, short enough that trouble shows while it lasts. */
const windowMs = 5_000;
const firstVerdictMs = 2_000;
const everyMs = 1_000;

/** Speech comes 50 times a second; where only a frame of silence comes now and then there is nothing to judge. */
const leastPacketsPerSecond = 10;

export interface QualityMeter {
  /** A new verdict about once a second, else null; `nothing`: no sound has come that could be good or bad. */
  add(sample: MediaSample): CallQuality | 'nothing' | null;
}

export function createQualityMeter(clock: Clock): QualityMeter {
  let kept: { readonly atMs: number; readonly sample: MediaSample }[] = [];
  let nextAtMs = 0;
  return {
    add(sample) {
      const nowMs = clock.nowMs();
      const same = kept.filter((each) => each.sample.stream === sample.stream && nowMs - each.atMs <= windowMs);
      kept = [...same, { atMs: nowMs, sample }];
      const [oldest] = kept;
      if (oldest === undefined || nowMs - oldest.atMs < firstVerdictMs || nowMs < nextAtMs) return null;
      nextAtMs = nowMs + everyMs;
      const expected =
        sample.packetsReceived + sample.packetsLost - oldest.sample.packetsReceived - oldest.sample.packetsLost;
      if (expected * 1_000 < leastPacketsPerSecond * (nowMs - oldest.atMs)) return 'nothing';
      return rateQuality(figuresBetween(oldest.sample, sample));
    },
  };
}

/** Both of one stream, `before` the older. */
export function figuresBetween(before: MediaSample, after: MediaSample): QualityFigures {
  const received = after.packetsReceived - before.packetsReceived;
  // Counted lost, then come after all: the count may go down (RFC 3550 §6.4.1).
  const lost = Math.max(0, after.packetsLost - before.packetsLost);
  const late = Math.max(0, after.packetsDiscarded - before.packetsDiscarded);
  const expected = Math.max(1, received + lost);
  const played = after.played - before.played;
  return {
    lossPercent: (100 * lost) / expected,
    latePercent: (100 * late) / expected,
    jitterMs: after.jitterMs,
    bufferMs: played <= 0 ? 0 : (after.bufferedMs - before.bufferedMs) / played,
    roundTripMs: after.roundTripMs,
    lostTherePercent: after.lostThere === null ? null : after.lostThere * 100,
  };
}
