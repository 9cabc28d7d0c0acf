import type { LegId, TrunkId } from '../../src/contract/ids';
import type { SwitchEvent } from '../../src/switch/port';
import { patienceMs } from '../patience';
import { Waiters } from './waiters';

/** What a switch tells of legs and trunks, and waiting for it. */
export function createToldEvents() {
  const events: SwitchEvent[] = [];
  const waiters = new Waiters();
  const until = (what: string, condition: () => boolean): Promise<void> =>
    waiters.until(condition, patienceMs, () => `${what}, got ${JSON.stringify(events.slice(-10))}`);
  const stateOf = (trunkId: TrunkId) =>
    events.findLast((event) => event.type === 'trunkChanged' && event.trunkId === trunkId);
  const of = (leg: LegId) => events.filter((event) => 'leg' in event && event.leg === leg);
  const told = (leg: LegId, type: SwitchEvent['type']): Promise<void> =>
    until(type, () => of(leg).some((event) => event.type === type));
  return {
    events,
    onEvent(event: SwitchEvent): void {
      events.push(event);
      waiters.wake();
    },
    until,
    stateOf,
    becomes: (trunkId: TrunkId, state: object): Promise<void> =>
      until(JSON.stringify(state), () => {
        const now = stateOf(trunkId) as Record<string, unknown> | undefined;
        return now !== undefined && Object.entries(state).every(([name, value]) => now[name] === value);
      }),
    of,
    told,
    async endOf(leg: LegId) {
      await told(leg, 'legEnded');
      return of(leg).find((event) => event.type === 'legEnded');
    },
    /** The next call that arrives. */
    async arrival(after: number) {
      const find = () => events.slice(after).find((event) => event.type === 'legArrived');
      await until('a call', () => find() !== undefined);
      const event = find();
      if (event?.type !== 'legArrived') throw new Error('no call');
      return event;
    },
  };
}
