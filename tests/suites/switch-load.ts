import type { LegId } from '../../src/contract/ids';
import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

export function loadTests({ office }: SuiteContext): void {
  it('sets up and takes down 300 calls at once, and leaves no leg', async () => {
    const { switch: telephony } = office();
    const callers = await Promise.all(Array.from({ length: 10 }, (_, i) => office().phone(office().enrol(`20${i}`))));
    const calls = callers.flatMap((phone) => Array.from({ length: 30 }, () => phone.dial('1002')));
    const legs: LegId[] = [];
    for (let i = 0; i < calls.length; i += 1) legs.push((await office().next('legArrived')).leg);
    expect(new Set(legs).size).toBe(300);
    for (const leg of legs) telephony.answer(leg);
    // A phone that is too busy to acknowledge, or to send, counts as lost after a while: an end like any other, and
    // only one.
    const ended = (leg: LegId): number => office().count('legEnded', leg) + office().count('legLost', leg);
    await office().until(
      () => legs.every((leg) => office().count('legAnswered', leg) + ended(leg) > 0),
      2 * patienceMs,
      'every leg to be answered',
    );
    for (const leg of legs.slice(0, 150)) telephony.hangUp(leg, 'hungUp');
    for (const call of calls) call.hangUp();
    await Promise.all(calls.map((call) => call.until('ended')));
    await office().until(() => legs.slice(150).every((leg) => ended(leg) === 1), patienceMs, 'every leg to end');
    for (const leg of legs) expect(ended(leg)).toBeLessThanOrEqual(1);
  });
}
