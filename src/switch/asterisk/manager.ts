export interface ManagerOptions {
  /** Where Asterisk answers HTTP, `http://host:port`, and who asks: the same as for ARI. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Asks Asterisk's manager, by HTTP, for what ARI cannot do, one question after the other, and returns what it says.
 * @throws TypeError, DOMException when Asterisk does not answer
 */
export type AskManager = (action: Readonly<Record<string, string>>) => Promise<string>;

const limitMs = 5_000;

export function createManager(options: ManagerOptions): AskManager {
  const ask: AskManager = async (action) => {
    const login = await post(options, { action: 'login', username: options.user, secret: options.password });
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    const answer = await (await post(options, action, cookie)).text();
    await post(options, { action: 'logoff' }, cookie).catch(() => undefined);
    return answer;
  };
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const answer = last.then(() => ask(action));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function post({ url }: ManagerOptions, action: Readonly<Record<string, string>>, cookie = ''): Promise<Response> {
  return fetch(`${url.replace(/\/$/, '')}/rawman`, {
    method: 'POST',
    headers: cookie === '' ? {} : { cookie },
    body: new URLSearchParams(action),
    signal: AbortSignal.timeout(limitMs),
  });
}
