import { createFakeClock } from '../../../tests/fakes/clock';
import type { SipConnection } from './connection';
import { createSocketPlaces } from './socket-places';

/** Sockets from one address, of which the test says what it hears. */
function sockets() {
  const clock = createFakeClock();
  const places = createSocketPlaces(clock);
  const closed: number[] = [];
  const saidMs: number[] = [];
  function arrive(count: number): SipConnection[] {
    return Array.from({ length: count }, () => {
      const n = saidMs.push(clock.nowMs()) - 1;
      const connection: SipConnection = {
        id: String(n),
        address: '10.0.0.1',
        failures: 0,
        isOpen: () => true,
        isWaiting: () => false,
        silentForMs: () => clock.nowMs() - (saidMs[n] ?? 0),
        watch: () => undefined,
        send: () => undefined,
        close() {
          closed.push(n);
          places.leave(connection);
        },
      };
      places.arrived(connection);
      return connection;
    });
  }
  const say = (n: number): void => void (saidMs[n] = clock.nowMs());
  return { clock, places, arrive, closed, say };
}

test('phones of a whole company that come at once and whose words lie unread are not sent away', () => {
  const { clock, places, arrive, closed } = sockets();
  const phones = arrive(3_000);
  clock.advance(900);
  phones.forEach((phone, n) => {
    places.leave(phone);
    places.registered(phone, String(n));
  });
  clock.advance(60_000);
  expect(closed).toEqual([]);
});

test('of those who say nothing for a second the oldest beyond 1,000 go; who has just spoken stays', () => {
  const { clock, arrive, closed, say } = sockets();
  arrive(1_002);
  clock.advance(500);
  say(0);
  clock.advance(500);
  expect(closed).toEqual([1, 2]);
});
