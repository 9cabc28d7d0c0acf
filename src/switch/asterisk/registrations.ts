import type { Clock } from '../../ports/clock';
import type { AskManager } from './manager';

export interface RegistrationsOptions {
  readonly askManager: AskManager;
  readonly clock: Clock;
  /** What Asterisk says of each, by its name: `Registered`, `Rejected`, `Unregistered`. */
  readonly onTold: (statuses: ReadonlyMap<string, string>) => void;
}

/** Follows registrations at operators: ARI says nothing of them. */
export interface Registrations {
  /** Asks soon, and again and again; as long as there is any. */
  follow(isAny: boolean): void;
  stop(): void;
}

/** Soon after something changed; and when all is quiet. */
const [soonMs, laterMs, hurriedTimes] = [500, 5_000, 10];

export function createRegistrations(options: RegistrationsOptions): Registrations {
  const { clock, askManager } = options;
  let cancel: () => void = () => undefined;
  let isFollowing = false;
  let asked = 0;

  function next(): void {
    cancel();
    if (!isFollowing) return;
    cancel = clock.after(asked < hurriedTimes ? soonMs : laterMs, () => void ask());
    asked += 1;
  }

  async function ask(): Promise<void> {
    const run = asked;
    const answer = await askManager({ action: 'PJSIPShowRegistrationsOutbound' }).catch(() => null);
    // A new question was asked meanwhile, or nobody wants to know any more.
    if (!isFollowing || run !== asked) return;
    if (answer !== null) options.onTold(readStatuses(answer));
    next();
  }

  return {
    follow(isAny) {
      isFollowing = isAny;
      asked = 0;
      next();
    },
    stop() {
      isFollowing = false;
      cancel();
    },
  };
}

/** What follows of secrets in the answer is read by nobody. */
export function readStatuses(answer: string): ReadonlyMap<string, string> {
  const statuses = new Map<string, string>();
  for (const event of answer.split(/\r?\n\r?\n/)) {
    if (!/^Event: OutboundRegistrationDetail\r?$/m.test(event)) continue;
    const field = (name: string): string => new RegExp(`^${name}: (.*?)\r?$`, 'm').exec(event)?.[1] ?? '';
    statuses.set(field('ObjectName'), field('Status'));
  }
  return statuses;
}
