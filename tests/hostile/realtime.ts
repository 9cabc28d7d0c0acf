import { randomBytes, randomUUID } from 'node:crypto';
import { createRealtimeClient, type RealtimeClient } from '../fakes/realtime-client';
import type { ServerMessage } from '../../src/contract/realtime';
import type { Attack, Count, Target } from './attack';
import { forgedToken } from './forged-token';

const realtimeUrl = ({ url }: Target): string => `${url.replace('http', 'ws')}/realtime`;
const ended = (error: unknown): string => (error instanceof Error ? error.message : 'ended');

function forgedHello(target: Target): Attack {
  return {
    perSecond: 20,
    async strike() {
      const client = createRealtimeClient({ url: realtimeUrl(target), token: forgedToken(target.tokens.searcher) });
      return client
        .connect()
        .then(() => 'let in', ended)
        .finally(() => client.drop());
    },
    end: () => undefined,
  };
}

/** As a new window each time, first words that are none. */
function garbage(target: Target): Attack {
  const texts = [
    randomBytes(30_000),
    '{"type":"hello"',
    '[]',
    `{"type":"command","id":1,"command":{"name":"${'x'.repeat(20_000)}"}}`,
    '['.repeat(15_000),
    'x'.repeat(60_000),
  ];
  return {
    perSecond: 10,
    async strike() {
      const client = createRealtimeClient({ url: realtimeUrl(target), token: 'no.token.atall' });
      const over = client.connect().then(() => 'let in', ended);
      client.socket?.once('open', () => client.sendRaw(texts[Math.floor(Math.random() * texts.length)] ?? ''));
      return over.finally(() => client.drop());
    },
    end: () => undefined,
  };
}

/** A window of a user who is signed in: far more commands than it may send, and again when it has been thrown out. */
async function commands(target: Target, count: Count): Promise<Attack> {
  let client: RealtimeClient | null = null;
  let opening: Promise<RealtimeClient> | null = null;

  async function signedIn(): Promise<RealtimeClient> {
    const onMessage = (message: ServerMessage) => count(message.type === 'ack' ? 'answered' : message.type);
    const fresh = createRealtimeClient({ url: realtimeUrl(target), token: target.tokens.commander, onMessage });
    await fresh.connect();
    void fresh.closed.then(() => void (client === fresh && (client = null)));
    return fresh;
  }
  client = await signedIn();
  return {
    perSecond: 200,
    async strike() {
      client ??= await (opening ??= signedIn().finally(() => (opening = null)));
      client.received.length = 0;
      client.send({ type: 'command', id: 1, command: { name: 'call.hangUp', callId: randomUUID() as never } });
      return 'sent';
    },
    end: () => client?.drop(),
  };
}

/** A window of a user that says hello anew all the time, and wants all that it needs to draw itself. */
function returns(target: Target): Attack {
  const windowId = randomUUID();
  return {
    perSecond: 10,
    async strike() {
      const client = createRealtimeClient({ url: realtimeUrl(target), token: target.tokens.returner, windowId });
      return client
        .connect()
        .then(() => 'let in', ended)
        .finally(() => client.drop());
    },
    end: () => undefined,
  };
}

export const realtimeAttacks = {
  'realtime: forged tokens': forgedHello,
  'realtime: garbage': garbage,
  'realtime: commands of a user': commands,
  'realtime: a window that comes back and back': returns,
};
