import type { Clock } from '../ports/clock';

/** Work that looks at all there is to do: done once more for all who ask while it is under way. */
export interface CatchingUp {
  /** Something is to be done. Returns at once. */
  ask(): void;
  /** Nothing is begun any more, and what failed is not tried again. */
  stop(): void;
}

export interface CatchingUpDeps {
  readonly clock: Clock;
  readonly work: () => Promise<void>;
  /** It has begun to fail, and is done again after a while, until it succeeds. */
  readonly onFailure: (error: unknown) => void;
}

const retryMs = 1_000;

export function createCatchingUp({ clock, work, onFailure }: CatchingUpDeps): CatchingUp {
  let isAsked = false;
  let isWorking = false;
  let isFailing = false;
  let isStopped = false;
  let goOn = (): void => undefined;

  async function workNow(): Promise<void> {
    isAsked = false;
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (isStopped) return;
      if (!isFailing) onFailure(error);
      isFailing = true;
      isAsked = true;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(retryMs, resolve);
        goOn = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  const isDue = (): boolean => isAsked && !isStopped;

  async function catchUp(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (isDue()) await workNow();
    isWorking = false;
  }

  return {
    ask() {
      isAsked = true;
      void catchUp();
    },
    stop() {
      isStopped = true;
      goOn();
    },
  };
}
