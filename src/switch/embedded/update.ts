import {
  Dialog,
  NameAddrHeader,
  SessionDialog,
  type Body,
  type IncomingRequestMessage,
  type SessionDelegate,
  type URI,
  type UserAgentCore,
} from 'sip.js/lib/core/index.js';

/**
 * UPDATE within a dialogue (RFC 3311), which sip.js does not know. It is answered at most once, without a transaction:
 * WebSockets lose and repeat nothing.
 */
export interface IncomingUpdate {
  readonly message: IncomingRequestMessage;
  accept(options: { extraHeaders: string[]; body?: Body }): void;
  reject(options: { statusCode: number; extraHeaders?: string[] }): void;
}

/** The delegate of a session that takes UPDATE. */
export interface UpdatableDelegate extends SessionDelegate {
  onUpdate?(request: IncomingUpdate): void;
}

/** Hands an UPDATE to its dialogue; one that has none, or comes out of order, is answered here (RFC 3261 §12.2.2). */
export function receiveUpdate(core: UserAgentCore, message: IncomingRequestMessage): void {
  const dialog = core.dialogs.get(`${message.callId}${message.toTag}${message.fromTag}`);
  if (!(dialog instanceof SessionDialog)) return void core.replyStateless(message, { statusCode: 481 });
  if (message.cseq <= (dialog.remoteSequenceNumber ?? -1))
    return void core.replyStateless(message, { statusCode: 500 });
  // Of the dialogue in general only: SessionDialog would answer that it does not know the method.
  Dialog.prototype.receiveRequest.call(dialog, message);
  const delegate: UpdatableDelegate | undefined = dialog.delegate;
  const request: IncomingUpdate = {
    message,
    accept({ extraHeaders, body }) {
      refreshTarget(dialog, message);
      core.replyStateless(message, { statusCode: 200, extraHeaders, ...(body === undefined ? {} : { body }) });
    },
    reject: (options) => void core.replyStateless(message, options),
  };
  if (delegate?.onUpdate === undefined) return request.reject(tooEarly());
  delegate.onUpdate(request);
}

/** Refused for now: what was asked before is not settled yet (RFC 3311 §5.2). */
export function tooEarly(): { statusCode: number; extraHeaders: string[] } {
  return { statusCode: 500, extraHeaders: [`Retry-After: ${Math.floor(Math.random() * 11)}`] };
}

/** UPDATE is a target refresh request (RFC 3311 §5.2). */
function refreshTarget(dialog: SessionDialog, message: IncomingRequestMessage): void {
  const contact: unknown = message.parseHeader('Contact');
  if (contact instanceof NameAddrHeader)
    (dialog as unknown as { dialogState: { remoteTarget: URI } }).dialogState.remoteTarget = contact.uri;
}
