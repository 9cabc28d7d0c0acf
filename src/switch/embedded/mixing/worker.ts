import { parentPort } from 'node:worker_threads';
import { systemClock } from '../../../time/system-clock';
import { createTicker } from '../ticker';
import { createCodecs } from './codecs';
import { createMixer } from './mixer';
import type { MixedTick, MixOrder } from './worker-messages';

/** The worker thread: mixes for all conferences on one beat, which stands still while there is none. */
const mixer = createMixer(createCodecs());
const ticker = createTicker(systemClock);
let leave: (() => void) | null = null;

function tick(atMs: number): void {
  const frames = mixer.tick();
  const mixed: MixedTick = { atMs, frames };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  if (frames.length > 0) parentPort?.postMessage(mixed);
}

parentPort?.on('message', (order: MixOrder) => {
  mixer.order(order);
  if (mixer.isBusy()) leave ??= ticker.add(tick);
  else {
    leave?.();
    leave = null;
  }
});
