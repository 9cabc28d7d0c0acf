import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { createFakeClock } from '../../../tests/fakes/clock';
import { createConnection } from './connection';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * A socket whose other end answers pings only when it is awake; what it should have answered meanwhile it answers then.
 */
function connected() {
  const clock = createFakeClock();
  const codes: number[] = [];
  let unanswered = 0;
  let isAwake = true;
  let isTerminated = false;
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    ping() {
      if (isAwake) socket.emit('pong');
      else unanswered += 1;
    },
    terminate: () => (isTerminated = true),
    close: () => undefined,
  });
  const events = {
    take: () => 'now' as const,
    onText: () => true,
    onMessage: () => undefined,
    onClosed: (code: number) => void codes.push(code),
  };
  const connection = createConnection({
    listening: clock,
    logger: silent,
    id: 'c',
    address: '',
    socket: socket as unknown as WebSocket,
    events,
  });
  connection.watch();
  return {
    clock,
    codes,
    close: () => connection.close(1008, 'enough'),
    gone: () => socket.emit('close', 1008),
    sleep: () => (isAwake = false),
    wake() {
      isAwake = true;
      for (; unanswered > 0; unanswered -= 1) socket.emit('pong');
    },
    isTerminated: () => isTerminated,
  };
}

it('keeps the socket of a device whose computer stands still for 10 s', () => {
  const { clock, codes, sleep, wake } = connected();
  for (let round = 0; round < 5; round += 1) {
    sleep();
    clock.advance(10_000);
    wake();
    clock.advance(20_000);
  }
  expect(codes).toEqual([]);
});

it('ends the socket of a device that is gone within 20 s, once', () => {
  const { clock, codes, sleep, isTerminated } = connected();
  clock.advance(60_000);
  sleep();
  clock.advance(20_000);
  expect(codes).toEqual([1006]);
  expect(isTerminated()).toBe(true);
  clock.advance(60_000);
  expect(codes).toEqual([1006]);
});

it('ends by force a socket whose other end does not answer our close, and waits for nothing where it does', () => {
  const [deaf, polite] = [connected(), connected()];
  for (const each of [deaf, polite]) each.close();
  polite.gone();
  expect(polite.clock.pending).toBe(0);
  expect(deaf.isTerminated()).toBe(false);
  for (const each of [deaf, polite]) each.clock.advance(1_000);
  expect([deaf.isTerminated(), polite.isTerminated()]).toEqual([true, false]);
  expect([deaf.codes, polite.codes]).toEqual([[1008], [1008]]);
});
