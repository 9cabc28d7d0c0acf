import type { RequestHandler } from 'express';

/** Names the parts that are missing now, e.g. `database`; none = ready. */
export type Ready = () => Promise<readonly string[]>;

/** `GET /healthz`: the process runs. */
export const healthz: RequestHandler = (_request, response) => {
  response.set('Cache-Control', 'no-store').json({ status: 'ok' });
};

/**
 * `GET /readyz`: 200 when every part can serve, else 503 with the missing ones. A part that does not answer in time is
 * missing.
 */
export function createReadyz(ready: Ready, patienceMs = 3_000): RequestHandler {
  return async (_request, response) => {
    const missing = await within(ready(), patienceMs);
    response.set('Cache-Control', 'no-store');
    response
      .status(missing.length === 0 ? 200 : 503)
      .json({ status: missing.length === 0 ? 'ready' : 'notReady', missing });
  };
}

async function within(answer: Promise<readonly string[]>, patienceMs: number): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve(['timeout']), patienceMs);
  });
  try {
    return await Promise.race([answer.catch(() => ['unknown']), late]);
  } finally {
    clearTimeout(timer);
  }
}
