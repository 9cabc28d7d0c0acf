/**
 * Work about the same subject is done one after the other, in the order in which it came; different subjects do not
 * wait for each other.
 */
export interface Lanes {
  /** @param subjects all that the work is about; it waits for what came before about any of them */
  run(subjects: readonly string[], work: () => Promise<void>): Promise<void>;
}

export function createLanes(): Lanes {
  const lasts = new Map<string, Promise<void>>();
  return {
    run(subjects, work) {
      const before = subjects.flatMap((subject) => lasts.get(subject) ?? []);
      const done = Promise.all(before).then(work);
      // Who comes next waits for the end, whatever it was.
      const ended = done
        .catch(() => undefined)
        .then(() => {
          for (const subject of subjects) if (lasts.get(subject) === ended) lasts.delete(subject);
        });
      for (const subject of subjects) lasts.set(subject, ended);
      return done;
    },
  };
}

/** One lane for everything: what was read last, say, is what is taken up last. */
export function createTurn(): (work: () => Promise<void>) => Promise<void> {
  const lanes = createLanes();
  return (work) => lanes.run(['everything'], work);
}
