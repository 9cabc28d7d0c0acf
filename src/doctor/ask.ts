import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { TLSSocket } from 'node:tls';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  /** What the other side's clock showed when it answered; null when it does not say. */
  readonly dateMs: number | null;
  /** Null without TLS. */
  readonly certificateEndsMs: number | null;
  /** In the middle between question and answer, by our clock. */
  readonly askedMs: number;
}

export interface HttpQuestion {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly patienceMs?: number;
}

const largestBody = 1_000_000;

/**
 * Asks over HTTP, with what `fetch` does not tell: the server's certificate. Redirections are not followed.
 * @throws Error when the address is not known, nobody listens, the certificate is wrong, or nothing came in time
 */
export function ask(url: string, question: HttpQuestion = {}): Promise<HttpAnswer> {
  const { method = 'GET', headers = {}, body = '', patienceMs = 10_000 } = question;
  const isSecure = url.startsWith('https:');
  const beganMs = Date.now();
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs);
    const late = () => reject(new Error(`no answer in ${patienceMs / 1000} s`));
    signal.addEventListener('abort', late, { once: true });
    const options = {
      method,
      headers: { 'Content-Length': Buffer.byteLength(body), ...headers },
      signal,
      agent: false,
    };
    const sent = (isSecure ? overHttps : overHttp)(url, options, (response) => {
      const askedMs = (beganMs + Date.now()) / 2;
      const certificateEndsMs = isSecure
        ? Date.parse((response.socket as TLSSocket).getPeerCertificate().valid_to)
        : null;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
        if (text.length > largestBody) response.destroy(new Error('the answer is longer than 1 MB'));
      });
      response.once('error', reject);
      response.once('end', () => {
        signal.removeEventListener('abort', late);
        const date = Date.parse(response.headers.date ?? '');
        resolve({
          status: response.statusCode ?? 0,
          body: text,
          contentType: response.headers['content-type'] ?? '',
          dateMs: Number.isNaN(date) ? null : date,
          certificateEndsMs,
          askedMs,
        });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The answer's body as JSON; an empty object for what is none. */
export function jsonOf({ body }: HttpAnswer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
