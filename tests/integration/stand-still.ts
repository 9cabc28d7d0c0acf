import { setTimeout as pause } from 'node:timers/promises';
import { dial, talk } from './talk';
import type { Colleague } from './colleague';
import type { Product } from './product';

/**
 * The server does not run for so long, as when the machine is overloaded; everybody else does, and goes on talking to
 * it.
 */
async function stall(product: Product, ms: number): Promise<void> {
  process.kill(product.pid, 'SIGSTOP');
  try {
    await pause(ms);
  } finally {
    process.kill(product.pid, 'SIGCONT');
  }
}

/**
 * What every window is told until the returned function is called: devices that are called unreachable, calls that wait
 * for a device.
 */
function watchBlame(...people: readonly Colleague[]): () => string[] {
  const blame: string[] = [];
  const stops = people.map((person) => {
    // Those of windows that have been closed before are gone in a while.
    const atWork = person.realtime.state.devices.flatMap(({ id, reachable }) => (reachable ? [id] : []));
    expect(atWork).not.toEqual([]);
    return person.onChange(() => {
      const { devices, calls } = person.realtime.state;
      for (const { id, label, reachable } of devices)
        if (!reachable && atWork.includes(id)) blame.push(`${person.key}: ${label} is not reachable`);
      for (const { id, state, otherAway } of calls.values())
        if (state === 'anchored' || otherAway) blame.push(`${person.key}: ${id} waits for a device`);
    });
  });
  return () => {
    for (const stop of stops) stop();
    return [...new Set(blame)];
  };
}

/**
 * The server stands still for so long while people talk, ring and just call: nobody is blamed for it, and all of that
 * goes on.
 */
export async function blamesNobody(product: Product, people: readonly Colleague[], ms: number): Promise<void> {
  const [anna, bjorn, cecilia, david, eva] = people;
  if (!anna || !bjorn || !cecilia || !david || !eva) throw new Error('five people are needed');
  const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await steady.isHeard();
  const ringing = dial(david.firstPhone, cecilia.extension);
  const rings = await cecilia.firstPhone.nextCall();
  await ringing.call.until('ringing');
  const blame = watchBlame(anna, bjorn, cecilia, david, eva);
  const stalled = stall(product, ms);
  // Sent while nobody reads it.
  const late = dial(eva.firstPhone, cecilia.extension);
  await stalled;
  const lateRings = await cecilia.firstPhone.nextCall();
  await late.call.until('ringing');
  rings.answer(1300);
  await ringing.call.until('established');
  await ringing.call.hearsTone(1300);
  await steady.isHeard();
  expect([late, ringing].map(({ call }) => call.refusal)).toEqual([null, null]);
  expect(blame()).toEqual([]);
  for (const call of [late.call, ringing.call, steady.a]) call.hangUp();
  await Promise.all([lateRings, rings, steady.b].map((call) => call.until('ended')));
  await product.isQuiet(anna, bjorn, cecilia, david, eva);
}
