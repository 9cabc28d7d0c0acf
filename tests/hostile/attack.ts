import type { PhoneAccount } from '../fakes/sip-phone';

/** What attackers know: where the server is, who works there, and what those of them may have who are users. */
export interface Target {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly domain: string;
  /** User name and address of somebody whose password they guess. */
  readonly victim: Pick<PhoneAccount, 'addressOfRecord' | 'username'>;
  /**
   * Tokens of users who attack, each in a way of its own: what one has used up must not keep another from attacking.
   */
  readonly tokens: {
    readonly caller: string;
    readonly commander: string;
    readonly returner: string;
    readonly searcher: string;
    readonly enroller: string;
    readonly reporter: string;
  };
  /** A number that the caller calls. */
  readonly called: string;
}

/** One way to attack one entrance. */
export interface Attack {
  readonly perSecond: number;
  /** One blow; resolves with a word for what came of it. What it throws counts as well: attackers expect no manners. */
  strike(): Promise<string>;
  /** Lets go of all that it holds. */
  end(): void;
}

/** Counts what came of a blow later, e.g. an answer. */
export type Count = (outcome: string) => void;

/** May make ready first, e.g. sign in: those who attack from within come before the flood of those who do not. */
export type CreateAttack = (target: Target, count: Count) => Attack | Promise<Attack>;

/** How often each attack came to which end, e.g. `{ 'rest: forged token': { '401': 90, '429': 410 } }`. */
export type Tally = Record<string, Record<string, number>>;

const mostAtOnce = 100;
/** How long answers to the last blows are waited for. */
const answerLimitMs = 30_000;

export function countIn(tally: Tally, name: string): Count {
  const counts = (tally[name] ??= {});
  return (outcome) => void (counts[outcome] = (counts[outcome] ?? 0) + 1);
}

/** Strikes as often as it wants to, never with more than a hundred blows under way, until the time is over. */
export async function carryOut(attack: Attack, forMs: number, count: Count): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const startMs = performance.now();
  const passedMs = () => performance.now() - startMs;
  for (let struck = 0; passedMs() < forMs;) {
    const due = (Math.min(passedMs(), forMs) / 1000) * attack.perSecond;
    for (; struck < due; struck += 1) {
      if (underWay.size >= mostAtOnce) continue;
      const blow: Promise<void> = attack
        .strike()
        .catch((error: unknown) => (error instanceof Error ? error.name : 'error'))
        .then(count)
        .finally(() => underWay.delete(blow));
      underWay.add(blow);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.race([Promise.allSettled(underWay), new Promise((resolve) => setTimeout(resolve, answerLimitMs))]);
  for (let left = underWay.size; left > 0; left -= 1) count('unanswered');
  attack.end();
}

/** What is held open: beyond `most` the oldest is let go. */
export function createHeld<T>(most: number, letGo: (item: T) => void) {
  let items: T[] = [];
  return {
    add(item: T): void {
      items.push(item);
      if (items.length > most) items.splice(0, items.length - most).forEach(letGo);
    },
    end(): void {
      items.forEach(letGo);
      items = [];
    },
  };
}
