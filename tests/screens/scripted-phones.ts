import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { sipHeaders, sipPath } from '../../src/contract/devices/sip';
import type { CallId, DeviceId } from '../../src/contract/ids';
import { createWebSocketServer } from '../../src/sockets/upgrade';
import type { UpgradeHandler } from '../../src/sockets/upgrade';
import { readMessage, sipResponse } from '../fakes/raw-sip';
import { PhoneMedia } from '../fakes/sip-phone-media';
import type { RawMessage } from '../fakes/raw-sip';

/** A call that a window has begun. */
export interface Invite {
  readonly callId: CallId;
  readonly target: string;
  readonly show: string | null;
}

/**
 * The switch as far as a screen needs one: windows register, ring, answer and dial. A call that is answered has silence
 * in it, as real packets: without any, its card would soon speak of the sound.
 */
export interface ScriptedPhones {
  readonly path: string;
  readonly upgrade: UpgradeHandler;
  /** Rings in all windows that are registered, or will be. */
  ring(callId: CallId): void;
  /** The call is over, in whatever state the windows have it. */
  end(callId: CallId): void;
  /** Breaks the windows' connections; they make new ones. */
  cut(): void;
  /** Calls that windows have begun, in order. */
  readonly invites: Invite[];
  /** Forgets what was. */
  reset(): void;
}

export interface ScriptedPhonesOptions {
  /** A window's address of record begins with the id of its device. */
  onRegistered(deviceId: DeviceId): void;
  onAnswered(callId: CallId, deviceId: DeviceId): void;
}

interface Phone {
  readonly deviceId: DeviceId;
  readonly contact: string;
  readonly socket: WebSocket;
}

interface Dialogue {
  /** Over the connection that its window has now: a busy one may take its old one for dead. */
  phone: Phone;
  readonly callId: CallId;
  /** Answers what the window offers: first in its 200, later for another way. */
  readonly media: PhoneMedia;
  /** Of the INVITE's transaction. */
  readonly branch: string;
  /** What all of its requests repeat. */
  readonly common: readonly string[];
  /** Its 200, and what the ACK says to that. */
  answer: RawMessage | null;
  acknowledgement: Promise<string> | null;
}

/** Browsers send from the machine's own addresses, and not from its loopback. */
const everyAddress = '0.0.0.0';

const addressOf = (field: string | undefined): string => /<([^>]+)>/.exec(field ?? '')?.[1] ?? '';

/** Branches of transactions begin so (RFC 3261 §8.1.1.7). */
const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`;

function request({ phone, branch, common, answer }: Dialogue, method: string, cseq: number, sdp = ''): void {
  const { contact, socket } = phone;
  const to = answer?.header('To') ?? `<${contact}>`;
  // A BYE, and the ACK of a 200, are transactions of their own (RFC 3261 §13.2.2.4): sip.js throws away an ACK that is
  // not, has no sound before it asks for another way, and ends the call after 32 s.
  const isOwn = method === 'BYE' || (method === 'ACK' && (answer?.status ?? 0) < 300);
  const lines = [
    `${method} ${contact} SIP/2.0`,
    `Via: SIP/2.0/WS script.invalid;branch=${isOwn ? newBranch() : branch}`,
    ...common,
    `To: ${to}`,
    `CSeq: ${cseq} ${method}`,
    'Max-Forwards: 70',
  ];
  if (sdp !== '') lines.push('Content-Type: application/sdp');
  socket.send([...lines, `Content-Length: ${sdp.length}`, '', sdp].join('\r\n'));
}

const isOver = ({ media }: Dialogue): boolean => media.closed;

async function answerTo(offer: string, media: PhoneMedia): Promise<string> {
  media.take(offer);
  return media.describe();
}

export function createScriptedPhones({ onRegistered, onAnswered }: ScriptedPhonesOptions): ScriptedPhones {
  const server = createWebSocketServer({ maxPayload: 65_536, clientTracking: false });
  const phones = new Map<WebSocket, Phone>();
  const dialogues = new Map<string, Dialogue>();
  const invites: Invite[] = [];
  /** What windows have begun, by Call-ID, and what rings in them. */
  const begun = new Map<string, RawMessage>();
  const ringing = new Set<CallId>();

  function heard(socket: WebSocket, message: RawMessage): void {
    if (message.status > 0) return void responded(message);
    const callId = message.header('Call-ID') ?? '';
    if (message.method === 'REGISTER') return registered(socket, message);
    const dialogue = dialogues.get(callId);
    if (message.method === 'INVITE' && !dialogue) return invited(socket, message, callId);
    if (message.method === 'INVITE' && dialogue) return void movesSound(socket, dialogue, message);
    if (message.method === 'ACK') return;
    socket.send(sipResponse(message, 200));
    const cancelled = message.method === 'CANCEL' ? begun.get(callId) : undefined;
    if (cancelled) socket.send(sipResponse(cancelled, 487));
  }

  function registered(socket: WebSocket, message: RawMessage): void {
    const deviceId = /^sip:([^@]+)@/.exec(addressOf(message.header('From')))?.[1] as DeviceId;
    const contact = message.header('Contact') ?? '';
    socket.send(sipResponse(message, 200, '', [`Contact: ${contact.split(';expires')[0]};expires=300`]));
    if (phones.has(socket)) return;
    const phone = { deviceId, contact: addressOf(contact), socket };
    phones.set(socket, phone);
    for (const dialogue of dialogues.values()) if (dialogue.phone.contact === phone.contact) dialogue.phone = phone;
    onRegistered(deviceId);
    for (const callId of ringing) invite(phone, callId);
  }

  function invited(socket: WebSocket, message: RawMessage, id: string): void {
    const target = /^INVITE sip:([^@]+)@/.exec(message.text)?.[1] ?? '';
    const callId = message.header(sipHeaders.call) as CallId;
    invites.push({ callId, target: decodeURIComponent(target), show: message.header(sipHeaders.show) ?? null });
    begun.set(id, message);
    socket.send(sipResponse(message, 180));
  }

  async function responded(message: RawMessage): Promise<void> {
    const dialogue = dialogues.get(message.header('Call-ID') ?? '');
    if (!dialogue || message.status < 200 || !/INVITE$/.test(message.header('CSeq') ?? '')) return;
    dialogue.answer = message;
    if (message.status >= 300) {
      request(dialogue, 'ACK', 1);
      return forget(message.header('Call-ID') ?? '');
    }
    // A 200 is said again until its ACK is there, which is always the same.
    const isFirst = dialogue.acknowledgement === null;
    const acknowledgement = (dialogue.acknowledgement ??= answerTo(message.body, dialogue.media));
    const sdp = await acknowledgement;
    if (isOver(dialogue)) return;
    request(dialogue, 'ACK', 1, sdp);
    if (!isFirst) return;
    dialogue.media.sendTone(0);
    ringing.delete(dialogue.callId);
    onAnswered(dialogue.callId, dialogue.phone.deviceId);
  }

  /** A window that heard nothing for a while, since the machine is busy, asks for another way. */
  async function movesSound(socket: WebSocket, dialogue: Dialogue, message: RawMessage): Promise<void> {
    const { media } = dialogue;
    media.restart();
    const sdp = await answerTo(message.body, media);
    if (!isOver(dialogue)) socket.send(sipResponse(message, 200, sdp));
  }

  function forget(id: string): void {
    dialogues.get(id)?.media.close();
    dialogues.delete(id);
  }

  /** As the switch invites windows: the window makes the offer, so that it can answer at once. */
  function invite(phone: Phone, callId: CallId): void {
    const media = new PhoneMedia(everyAddress);
    const id = randomBytes(8).toString('hex');
    const common = [
      `From: <sip:script@script.invalid>;tag=${id}`,
      `Call-ID: ${id}`,
      'Contact: <sip:script@script.invalid;transport=ws>',
      `${sipHeaders.call}: ${callId}`,
    ];
    const dialogue = { phone, callId, media, branch: newBranch(), common, answer: null, acknowledgement: null };
    dialogues.set(id, dialogue);
    request(dialogue, 'INVITE', 1);
  }

  return {
    path: sipPath,
    invites,
    upgrade(upgrade, socket, head) {
      server.handleUpgrade(upgrade, socket, head, (webSocket) => {
        webSocket.on('message', (data) => heard(webSocket, readMessage(String(data))));
        webSocket.on('close', () => phones.delete(webSocket));
        webSocket.on('error', () => undefined);
      });
    },
    ring(callId) {
      ringing.add(callId);
      for (const phone of phones.values()) invite(phone, callId);
    },
    end(callId) {
      ringing.delete(callId);
      for (const [id, dialogue] of dialogues) {
        if (dialogue.callId !== callId) continue;
        request(dialogue, dialogue.answer === null ? 'CANCEL' : 'BYE', dialogue.answer === null ? 1 : 2);
        if (dialogue.answer !== null) forget(id);
      }
    },
    cut() {
      for (const { socket } of phones.values()) socket.terminate();
    },
    reset() {
      for (const id of [...dialogues.keys()]) forget(id);
      begun.clear();
      ringing.clear();
      invites.length = 0;
    },
  };
}
