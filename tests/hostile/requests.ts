import type { Attack, Target } from './attack';
import { forgedToken } from './forged-token';

interface Blow {
  readonly method?: string;
  readonly token?: string;
  readonly body?: string;
}

/** Requests to one path, each answered in its own time. */
const requests =
  (perSecond: number, path: string, blow: (target: Target) => Blow) =>
  (target: Target): Attack => ({
    perSecond,
    async strike() {
      const { method = 'GET', token, body } = blow(target);
      const headers = {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        'Content-Type': 'application/json',
      };
      const answer = await fetch(`${target.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(30_000),
      });
      await answer.arrayBuffer();
      return String(answer.status);
    },
    end: () => undefined,
  });

const activity = (text: string): string =>
  JSON.stringify({
    type: 'message',
    id: '1',
    serviceUrl: 'https://evil.example',
    channelId: 'msteams',
    from: { id: 'a' },
    conversation: { id: 'b' },
    text,
  });
const large = activity('x'.repeat(255_000));
/** What was slowest to redact, as much of it as a bundle may have. */
const worstLines = JSON.stringify({ lines: Array.from({ length: 2_000 }, () => 'a-'.repeat(995)) });

/** As if from the channel by which the bot hears. */
const ofChannel = ({ url, tokens }: Target): string => forgedToken(tokens.searcher, { iss: `${url}/local/connector` });

export const requestAttacks = {
  'rest: forged tokens': requests(50, '/api/me', ({ tokens }) => ({ token: forgedToken(tokens.searcher) })),
  'rest: no token': requests(50, '/api/history', () => ({})),
  'rest: a user who searches and searches': requests(50, '/api/contacts?q=an', ({ tokens }) => ({
    token: tokens.searcher,
  })),
  'rest: a user who enrols devices': requests(10, '/api/devices', ({ tokens }) => ({
    token: tokens.enroller,
    method: 'POST',
    body: JSON.stringify({ windowId: crypto.randomUUID(), kind: 'tab', label: 'Flood' }),
  })),
  'bot: forged tokens': requests(20, '/api/messages', ({ tokens }) => ({
    method: 'POST',
    token: forgedToken(tokens.searcher),
    body: activity('hello'),
  })),
  'bot: forged tokens of the channel': requests(20, '/api/messages', (target) => ({
    method: 'POST',
    token: ofChannel(target),
    body: activity('hello'),
  })),
  'bot: garbage': requests(20, '/api/messages', () => ({ method: 'POST', token: 'x', body: '{"type":' })),
  'bot: 256 kB': requests(5, '/api/messages', (target) => ({ method: 'POST', token: ofChannel(target), body: large })),
  'log bundle: worst lines': requests(1, '/api/log-bundle', ({ tokens }) => ({
    token: tokens.reporter,
    method: 'POST',
    body: worstLines,
  })),
};
