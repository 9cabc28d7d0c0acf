import { randomUUID } from 'node:crypto';
import type { CallView } from '../../src/contract/calls/call-view';
import type { HistoryEntry, HistoryPage } from '../../src/contract/history/history';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { CallId } from '../../src/contract/ids';
import type { LineState } from '../../src/contract/lines/line-state';
import type { Me } from '../../src/contract/people/people';
import { createRealtimeClient, type RealtimeClient } from '../fakes/realtime-client';
import type { PhoneCall, SipPhone, SipPhoneOptions } from '../fakes/sip-phone';
import { Waiters } from '../fakes/waiters';
import { patienceMs } from '../patience';
import type { Answer, Product } from './product';

/** One person of the demo: token, realtime connection, phones. */
export class Colleague {
  readonly realtime: RealtimeClient;
  readonly phones: SipPhone[] = [];
  private readonly waiters = new Waiters();
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly product: Product,
    readonly key: string,
    readonly me: Me,
    public token: string,
  ) {
    this.realtime = this.newClient(() => {
      this.waiters.wake();
      for (const listener of this.listeners) listener();
    });
  }

  /** Forgets the connection, as a window that is closed; whoever waits for something of this person is told so. */
  leave(): void {
    this.realtime.drop();
    this.waiters.end();
  }

  /** After each message of the server, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get extension(): string {
    return this.me.user.extension;
  }

  get userId(): Me['user']['id'] {
    return this.me.user.id;
  }

  get firstPhone(): SipPhone {
    const [phone] = this.phones;
    if (phone === undefined) throw new Error(`${this.key} has no phone`);
    return phone;
  }

  private newClient(onMessage?: () => void): RealtimeClient {
    return createRealtimeClient({
      url: () => `${this.product.url.replace('http', 'ws')}/realtime`,
      token: this.token,
      ...(onMessage === undefined ? {} : { onMessage }),
    });
  }

  /** What a window that is opened now shows. */
  async freshSnapshot(): Promise<RealtimeClient> {
    const client = this.newClient();
    await client.connect();
    client.drop();
    return client;
  }

  api(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.product.request(method, `/api${path}`, this.token, body);
  }

  /** Calls that this person does not take are refused, as where nobody has voicemail. */
  async withoutVoicemail(): Promise<void> {
    const answer = await this.api('PUT', '/me/voicemail', { enabled: false });
    if (answer.status !== 200) throw new Error(`voicemail stays: ${answer.status} ${answer.text}`);
  }

  async enrol(label = 'Test', windowId = randomUUID()): Promise<SipCredentials> {
    const answer = await this.api('POST', '/devices', { windowId, kind: 'tab', label });
    if (answer.status !== 200) throw new Error(`no device: ${answer.status} ${answer.text}`);
    return answer.json<SipCredentials>();
  }

  /** Another registered phone of this person. */
  async phone(options: Partial<SipPhoneOptions> = {}, windowId = randomUUID()): Promise<SipPhone> {
    const account = await this.enrol('Test', windowId);
    const phone = this.product.phone(account, options);
    this.phones.push(phone);
    await phone.register();
    await this.untilReachable(account);
    return phone;
  }

  async untilReachable({ deviceId }: SipCredentials): Promise<void> {
    const isReachable = (): boolean =>
      this.realtime.state.devices.some(({ id, reachable }) => id === deviceId && reachable);
    await this.until(isReachable, 'the phone to be reachable');
  }

  callsOnPhones(): PhoneCall[] {
    return this.phones.flatMap((phone) => phone.calls);
  }

  /** Resolves when the condition holds; looked at after each message of the server. */
  until(condition: () => boolean, what: string, timeoutMs = patienceMs): Promise<void> {
    return this.waiters.until(
      condition,
      timeoutMs,
      () => `${what} (${this.key}); calls ${JSON.stringify([...this.realtime.state.calls.values()].slice(-3))}`,
    );
  }

  card(callId: CallId): CallView | undefined {
    return this.realtime.state.calls.get(callId);
  }

  async untilCard(
    callId: CallId,
    test: (card: CallView) => boolean,
    what: string,
    timeoutMs = patienceMs,
  ): Promise<CallView> {
    const holds = () => {
      const card = this.card(callId);
      return card !== undefined && test(card);
    };
    await this.until(holds, what, timeoutMs);
    return this.card(callId) as CallView;
  }

  untilState(callId: CallId, state: CallView['state'], timeoutMs = patienceMs): Promise<CallView> {
    return this.untilCard(callId, (card) => card.state === state, `call ${callId} to be ${state}`, timeoutMs);
  }

  async untilHistory(callId: CallId, timeoutMs = patienceMs): Promise<HistoryEntry> {
    await this.until(() => this.realtime.state.history.has(callId), `call ${callId} in the history`, timeoutMs);
    return this.realtime.state.history.get(callId) as HistoryEntry;
  }

  /** As this window sees it; null until it has been told. Asking begins the watching. */
  lineOf(other: Colleague): LineState | null {
    this.realtime.watch(other.userId);
    return this.realtime.state.lines.get(other.userId) ?? null;
  }

  /** The whole call list, as the server has stored it. */
  async history(): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let before = ''; ;) {
      const page = (await this.api('GET', `/history?limit=500${before}`)).json<HistoryPage>();
      entries.push(...page.entries);
      if (page.next === null) return entries;
      before = `&before=${encodeURIComponent(page.next)}`;
    }
  }
}

export const isQuiet = (line: LineState | null): boolean => line === 'idle' || line === 'offline';
