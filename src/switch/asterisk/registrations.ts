import type { Clock } from '../../ports/clock';

export interface RegistrationsOptions {
  /** Where Asterisk answers HTTP, `http://host:port`, and who asks: the same as for ARI. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly clock: Clock;
  /** What Asterisk says of each, by its name: `Registered`, `Rejected`, `Unregistered`. */
  readonly onTold: (statuses: ReadonlyMap<string, string>) => void;
}

/** Follows registrations at operators: the one thing that ARI says nothing of. */
export interface Registrations {
  /** Asks soon, and again and again; as long as there is any. */
  follow(isAny: boolean): void;
  stop(): void;
}

/** Soon after something changed; and when all is quiet. */
const [soonMs, laterMs, hurriedTimes] = [500, 5_000, 10];
const limitMs = 5_000;

export function createRegistrations(options: RegistrationsOptions): Registrations {
  const { clock } = options;
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
    const statuses = await statusesOf(options).catch(() => null);
    // A new question was asked meanwhile, or nobody wants to know any more.
    if (!isFollowing || run !== asked) return;
    if (statuses !== null) options.onTold(statuses);
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

/** @throws TypeError, DOMException when Asterisk does not answer */
async function statusesOf(options: RegistrationsOptions): Promise<ReadonlyMap<string, string>> {
  const login = await manager(options, { action: 'login', username: options.user, secret: options.password });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await manager(options, { action: 'PJSIPShowRegistrationsOutbound' }, cookie);
  void manager(options, { action: 'logoff' }, cookie).catch(() => undefined);
  return readStatuses(await answer.text());
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

function manager(
  { url }: RegistrationsOptions,
  action: Readonly<Record<string, string>>,
  cookie = '',
): Promise<Response> {
  return fetch(`${url.replace(/\/$/, '')}/rawman`, {
    method: 'POST',
    headers: cookie === '' ? {} : { cookie },
    body: new URLSearchParams(action),
    signal: AbortSignal.timeout(limitMs),
  });
}
