import type { Colleague } from '../integration/colleague';

export interface Pair {
  readonly caller: Colleague;
  readonly callee: Colleague;
}

const pauseMs = 150;
const limitMs = 30_000;

/** From the press on Call to ringing, in milliseconds: one call after the other, by turns, until `isOver`. */
export async function setUpCalls(pairs: readonly Pair[], isOver: () => boolean): Promise<number[]> {
  const tookMs: number[] = [];
  for (let turn = 0; !isOver(); turn += 1) {
    const { caller, callee } = pairs[turn % pairs.length] as Pair;
    const startMs = performance.now();
    const call = caller.firstPhone.dial(callee.extension);
    const rings = callee.firstPhone.nextCall(limitMs);
    await call.until('ringing', limitMs);
    tookMs.push(performance.now() - startMs);
    const incoming = await rings;
    call.hangUp();
    await Promise.all([call.until('ended', limitMs), incoming.until('ended', limitMs)]);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return tookMs;
}
