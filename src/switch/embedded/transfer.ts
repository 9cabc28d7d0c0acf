import {
  Grammar,
  type IncomingReferRequest,
  type IncomingRequestMessage,
  type NameAddrHeader,
  type Session,
} from 'sip.js/lib/core/index.js';
import type { Logger } from '../../ports/logger';
import type { DeviceEnrolment, SwitchEvent } from '../port';
import { parseReplaces, type DialogRegister, type Replaces } from './dialog-register';

type TransferTarget = Extract<SwitchEvent, { type: 'transferAsked' }>['to'];

export interface TransfersDeps {
  readonly logger: Logger;
  readonly session: Session;
  readonly device: DeviceEnrolment;
  readonly contact: string;
  readonly dialogs: DialogRegister;
  readonly onAsked: (to: TransferTarget) => void;
}

/**
 * The REFER of a phone within a dialogue (RFC 3515), one at a time.
 *
 *     REFER ──► 202, NOTIFY 100 Trying ──► transferAsked ── report ──► NOTIFY 200 or 503, over
 *                        └── points at nothing of the phone's ──► NOTIFY 404 or 481, over
 */
export interface Transfers {
  refer(request: IncomingReferRequest): void;
  /** Harmless when no transfer is under way. */
  report(outcome: 'connected' | 'failed'): void;
}

/** How long the phone may expect to be told; the longest that a transfer can take. */
const subscriptionSeconds = 180;

export function createTransfers(deps: TransfersDeps): Transfers {
  const { session, device } = deps;
  let pending: { readonly notify: boolean } | null = null;

  function notify(line: string, state: string): void {
    if (pending?.notify !== true) return;
    const extraHeaders = [`Contact: ${deps.contact}`, 'Event: refer', `Subscription-State: ${state}`];
    try {
      session.notify(undefined, {
        extraHeaders,
        body: {
          contentDisposition: 'render',
          contentType: 'message/sipfrag;version=2.0',
          content: `SIP/2.0 ${line}\r\n`,
        },
      });
    } catch (cause) {
      deps.logger.debug({ cause }, 'NOTIFY not possible');
    }
  }

  function finish(line: string): void {
    notify(line, 'terminated;reason=noresource');
    pending = null;
  }

  function begin(target: ReferTarget): void {
    if (target.kind === 'elsewhere') return finish('404 Not Found');
    if (target.kind === 'number') return deps.onAsked(target);
    const other = deps.dialogs.find(target.replaces);
    if (other === null || other.device.deviceId !== device.deviceId || other.session === session)
      return finish('481 Call/Transaction Does Not Exist');
    deps.onAsked({ kind: 'leg', leg: other.leg });
  }

  return {
    refer(request) {
      if (device.side.kind === 'outside') return void request.reject({ statusCode: 403 });
      // Nothing tells two notifications of one dialogue apart but numbers that few phones send.
      if (pending !== null) return void request.reject({ statusCode: 491 });
      const target = readReferTo(request.message, device.domain);
      if (target === null) return void request.reject({ statusCode: 400 });
      const isSilent = /^\s*false\b/i.test(request.message.getHeader('Refer-Sub') ?? '');
      request.accept({
        statusCode: 202,
        extraHeaders: [`Contact: ${deps.contact}`, ...(isSilent ? ['Refer-Sub: false'] : [])],
      });
      pending = { notify: !isSilent };
      notify('100 Trying', `active;expires=${subscriptionSeconds}`);
      begin(target);
    },
    report(outcome) {
      if (pending !== null) finish(outcome === 'connected' ? '200 OK' : '503 Service Unavailable');
    },
  };
}

type ReferTarget =
  | { readonly kind: 'number'; readonly dialled: string }
  | { readonly kind: 'dialog'; readonly replaces: Replaces }
  | { readonly kind: 'elsewhere' };

/** Null when there is not exactly one Refer-To that can be understood (RFC 3515 §2.4.2). */
function readReferTo(message: IncomingRequestMessage, domain: string): ReferTarget | null {
  const value = message.getHeader('Refer-To');
  // The parser keeps only one of several.
  const [head = ''] = message.data.split('\r\n\r\n', 1);
  if (value === undefined || (head.match(/^(?:refer-to|r)[ \t]*:/gim) ?? []).length > 1) return null;
  // With or without angle brackets, as SIP.js itself sends it (RFC 3515 §2.1: name-addr / addr-spec).
  const parsed = Grammar.parse(value, 'Refer_To') as NameAddrHeader | -1;
  if (parsed === -1 || !/^sips?$/i.test(parsed.uri.scheme)) return null;
  const { uri } = parsed;
  const method: unknown = uri.getParam('method');
  if (typeof method === 'string' && method.toUpperCase() !== 'INVITE') return null;
  const replaces = uri.getHeader('Replaces') ?? [];
  if (replaces.length > 0) return replaces.length > 1 ? null : readReplaces(replaces[0] ?? '');
  if (uri.host.toLowerCase() !== domain.toLowerCase()) return { kind: 'elsewhere' };
  return uri.user === undefined || uri.user === '' || uri.user.length > 64
    ? null
    : { kind: 'number', dialled: uri.user };
}

/** Escaped as all header fields within a URI (RFC 3261 §19.1.1). */
function readReplaces(value: string): ReferTarget | null {
  try {
    const replaces = parseReplaces(value.includes(';') ? value : decodeURIComponent(value));
    return replaces === null ? null : { kind: 'dialog', replaces };
  } catch {
    return null;
  }
}
