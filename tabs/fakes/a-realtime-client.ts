import { ClientMessage, ServerMessage } from '../../src/contract/realtime';
import type { ServerEvent, Snapshot } from '../../src/contract/realtime';
import type { PersonState } from '../../src/contract/lines/line-state';
import { createRealtimeClient } from '../realtime/client';
import type { RealtimeClient } from '../realtime/client';
import type { RealtimeSocketEvents } from '../realtime/ports';
import type { ConnectionStatus } from '../state/connection-status';
import { checked } from './checked';
import { createFakeClock, settle } from './fake-clock';
import { aSnapshot } from './samples';

export const windowId = '00000000-0000-4000-8000-000000000001';

/** One connection, as the server sees it. */
interface Line {
  readonly sent: ClientMessage[];
  closed: boolean;
  events: RealtimeSocketEvents;
  say(message: ServerMessage): void;
}

/** A realtime client on virtual time, whose server is the test. */
export function aRealtimeClient(options: { token?: () => Promise<string> } = {}) {
  const clock = createFakeClock();
  const lines: Line[] = [];
  const snapshots: Snapshot[] = [];
  const events: ServerEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const skews: number[] = [];
  const values: PersonState[] = [];
  const renewed = { times: 0 };
  let online = true;
  let networkChanged = (): void => undefined;
  let tokens = 0;
  const client: RealtimeClient = createRealtimeClient({
    openSocket(socketEvents) {
      const line: Line = {
        sent: [],
        closed: false,
        events: socketEvents,
        say: (message) => socketEvents.onText(JSON.stringify(checked(ServerMessage, message))),
      };
      lines.push(line);
      return {
        send: (text) => void line.sent.push(ClientMessage.parse(JSON.parse(text))),
        close: () => (line.closed = true),
      };
    },
    network: {
      online: () => online,
      onChange: (listener) => ((networkChanged = listener), () => (networkChanged = () => undefined)),
    },
    clock,
    random: () => 1,
    windowId,
    getToken: options.token ?? (() => Promise.resolve(`token ${++tokens}`)),
    timeZone: () => 'America/New_York',
    onClockSkew: (skewMs) => skews.push(skewMs),
    onSnapshot: (snapshot) => snapshots.push(snapshot),
    onEvent: (event) => events.push(event),
    onRenewed: () => void (renewed.times += 1),
    onValues: ({ people = [] }) => values.push(...people),
    onStatus: (status) => statuses.push(status),
    log: () => undefined,
  });
  const last = (): Line => lines.at(-1) as Line;
  const setOnline = (value: boolean): void => {
    online = value;
    networkChanged();
  };
  async function connected(message: Partial<Extract<ServerMessage, { type: 'welcome' }>> = {}): Promise<Line> {
    client.start();
    await settle();
    last().events.onOpen();
    last().say(welcome(message));
    return last();
  }
  function welcome(message: Partial<Extract<ServerMessage, { type: 'welcome' }>> = {}): ServerMessage {
    return {
      type: 'welcome',
      epoch: 'e1',
      cursor: { user: 10, inbox: 5 },
      snapshot: aSnapshot(),
      serverTimeMs: clock.nowMs(),
      tokenExpiresAtMs: clock.nowMs() + 3_600_000,
      ...message,
    };
  }
  return {
    client,
    clock,
    lines,
    last,
    skews,
    snapshots,
    events,
    values,
    renewed,
    statuses,
    setOnline,
    connected,
    welcome,
  };
}
