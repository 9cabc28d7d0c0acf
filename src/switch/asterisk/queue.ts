/** Carries out the commands for one leg or bridge one after the other. */
export interface CommandQueue {
  /** Settles with the command, once those before it are done, however they ended. */
  run<T>(command: () => Promise<T>): Promise<T>;
}

export function createQueue(): CommandQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(command) {
      const result = last.then(command);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
