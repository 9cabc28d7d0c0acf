import { EventEmitter } from 'node:events';
import { createEnding, endInOrder } from './ending';

const untilTold = async (turns = 20) => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('windows and phones are told first, at once; then the parts end in reverse order of their start', async () => {
  const order: string[] = [];
  const { sayGoodbye, atEnd, end } = createEnding(() => undefined);
  atEnd(() => void order.push('database'));
  sayGoodbye(async () => {
    order.push('phones');
    await new Promise((resolve) => setImmediate(resolve));
    order.push('phones gone');
  });
  sayGoodbye(async () => void order.push('windows'));
  atEnd(() => void order.push('server'));
  await end();
  expect(order).toEqual(['windows', 'phones', 'phones gone', 'server', 'database']);
});

test('a part that cannot end in order is told and keeps no other from ending', async () => {
  const order: string[] = [];
  const failures: unknown[] = [];
  const { sayGoodbye, atEnd, end } = createEnding((error) => failures.push(error));
  atEnd(() => void order.push('database'));
  atEnd(() => {
    throw new Error('server');
  });
  sayGoodbye(() => Promise.reject(new Error('windows')));
  await end();
  expect(order).toEqual(['database']);
  expect(failures.map(String)).toEqual(['Error: windows', 'Error: server']);
});

describe('the process', () => {
  function host() {
    const exits: number[] = [];
    const lines: string[] = [];
    const made = Object.assign(new EventEmitter(), {
      exit: (code: number) => exits.push(code),
      stdout: new EventEmitter(),
      stderr: new EventEmitter(),
    });
    let ended = 0;
    const end = async () => void (ended += 1);
    endInOrder(end, { error: (_facts, message) => lines.push(message) }, made as unknown as NodeJS.Process);
    return { made, exits, lines, ended: () => ended };
  }

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('ends in order on %s, once', async (signal) => {
    const { made, exits, ended } = host();
    made.emit(signal);
    made.emit(signal);
    await untilTold();
    expect([exits, ended()]).toEqual([[0], 1]);
  });

  test.each(['uncaughtException', 'unhandledRejection'])(
    'logs %s, then ends in order and says that it failed',
    async (event) => {
      const { made, exits, lines, ended } = host();
      made.emit(event, new Error('read ECONNRESET'));
      made.emit(event, new Error('while ending'));
      await untilTold();
      expect([exits, ended(), lines.length]).toEqual([[1], 1, 2]);
    },
  );

  test('lives on when nobody reads its output any more', () => {
    const { made, exits } = host();
    made.stdout.emit('error', new Error('EPIPE'));
    expect(exits).toEqual([]);
  });
});
