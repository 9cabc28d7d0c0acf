import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Done, Order, PhoneOrders } from './remote-phones.part';

/** Phones that go on while this process is held up; both test runners are started in the repository's root. */
export async function startRemotePhones(): Promise<PhoneOrders & { end(): Promise<void> }> {
  const child = fork(join(process.cwd(), 'tests', 'fakes', 'remote-phones.part.ts'), [], {
    execArgv: ['--import', 'tsx'],
  });
  const exited = once(child, 'exit');
  const gone = exited.then(() => Promise.reject(new Error('the phones ended')));
  await Promise.race([once(child, 'message'), gone]);
  const waiting = new Map<number, (done: Done) => void>();
  child.on('message', (done: Done) => waiting.get(done.serial)?.(done));
  let serial = 0;
  async function ask<Result>(name: keyof PhoneOrders, ...words: readonly unknown[]): Promise<Result> {
    const own = (serial += 1);
    const answered = new Promise<Done>((resolve) => waiting.set(own, resolve));
    child.send({ serial: own, name, words } satisfies Order);
    const { result, failure } = await Promise.race([answered, gone]);
    waiting.delete(own);
    if (failure !== null) throw new Error(failure);
    return result as Result;
  }
  return {
    register: (options) => ask('register', options),
    dial: (phone, target, toneHz) => ask('dial', phone, target, toneHz),
    nextCall: (phone) => ask('nextCall', phone),
    freeze: (phone) => ask('freeze', phone),
    answer: (call, toneHz) => ask('answer', call, toneHz),
    hearsTone: (call, hz) => ask('hearsTone', call, hz),
    async end() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
