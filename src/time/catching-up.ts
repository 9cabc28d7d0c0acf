import type { Clock } from '../ports/clock';

/** Work that looks at all there is to do: done once more for all who ask while it is under way. */
export interface CatchingUp {
  /** Something is to be done. Returns at once. */
  ask(): void;
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

  async function workNow(): Promise<void> {
    isAsked = false;
    try {
      await work();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure(error);
      isFailing = true;
      isAsked = true;
      await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
    }
  }

  async function catchUp(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (isAsked) await workNow();
    isWorking = false;
  }

  return {
    ask() {
      isAsked = true;
      void catchUp();
    },
  };
}
