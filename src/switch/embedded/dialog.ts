import {
  SessionState,
  SignalingState,
  type IncomingInviteRequest,
  type IncomingRequestMessage,
  type Session,
} from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { EndReason } from '../../contract/calls/end-reason';
import type { Logger } from '../../ports/logger';
import { reasonHeader, reasonOfBye } from '../causes';
import type { DeviceEnrolment } from '../port';
import type { DialogRegister } from './dialog-register';
import { judgeInfo } from './info-digit';
import type { MediaLine } from './media-line';
import { isHold, parseRemoteAudio, type RemoteAudio } from './sdp';
import {
  answerSessionTimer,
  agreedSessionTimer,
  parseSessionExpires,
  timerDelayMs,
  type SessionTimer,
  type SessionTimerLimits,
} from './session-timer';
import { sdpBody, supportsTimer } from './sip-messages';
import { tooEarly, type IncomingUpdate, type UpdatableDelegate } from './update';
import { createTransfers, type TransfersDeps } from './transfer';

export interface DialogDeps {
  readonly listening: Clock;
  readonly logger: Logger;
  readonly session: Session;
  readonly media: MediaLine;
  readonly contact: string;
  readonly device: DeviceEnrolment;
  readonly dialogs: DialogRegister;
  readonly limits: SessionTimerLimits;
  readonly onEnded: (reason: EndReason) => void;
  readonly onLost: () => void;
  readonly onHeld: (held: boolean) => void;
  readonly onDigit: (digit: string) => void;
  readonly onTransferAsked: TransfersDeps['onAsked'];
}

/** An established SIP session: its re-INVITEs, its refresh, its end. */
export interface Dialog {
  startTimer(timer: SessionTimer | null): void;
  /** Sends BYE, before it the outcome of a transfer that waits for one; harmless when the session has ended. */
  bye(reason: string, transfer?: 'connected' | 'failed'): void;
  /** Tells the phone what became of the transfer that it asked for. */
  reportTransfer(outcome: 'connected' | 'failed'): void;
  close(): void;
}

/** A request that may change the session: re-INVITE or UPDATE. */
interface ChangeRequest {
  readonly message: IncomingRequestMessage;
  reject(options: { statusCode: number; extraHeaders?: string[] }): unknown;
}

/** After 491 the side that did not begin the dialog waits 0–2 s, the other 2.1–4 s (RFC 3261 §14.1). */
const glareRetryMs = 2100;

export function createDialog(deps: DialogDeps): Dialog {
  const { session, media } = deps;
  let cancelTimer: (() => void) | null = null;
  let held = false;
  let closed = false;
  /** An offer of the device in an UPDATE is being answered. */
  let updating = false;
  const transfers = createTransfers({
    logger: deps.logger,
    session,
    device: deps.device,
    contact: deps.contact,
    dialogs: deps.dialogs,
    onAsked: deps.onTransferAsked,
  });

  const delegate: UpdatableDelegate = {
    onBye(request) {
      request.accept();
      deps.onEnded(reasonOfBye(request.message.getHeader('Reason')));
    },
    onInvite: (request) => reInvited(request),
    onUpdate: (request) => updated(request),
    onAck({ message }) {
      // The answer to an offer of ours in a 200.
      const remote = parseRemoteAudio(message.body);
      if (remote !== null) hold(remote);
    },
    onInfo(request) {
      const judgement = judgeInfo(request.message);
      if (judgement.kind === 'refused') {
        return void request.reject({ statusCode: judgement.status, extraHeaders: [...judgement.headers] });
      }
      request.accept();
      if (judgement.kind === 'digit') deps.onDigit(judgement.digit);
    },
    onRefer: (request) => transfers.refer(request),
    onMessage: (request) => void request.reject({ statusCode: 501 }),
    onNotify: (request) => void request.reject({ statusCode: 501 }),
    onPrack: (request) => void request.reject({ statusCode: 481 }),
  };
  session.delegate = delegate;

  /** Null after it was refused. */
  function readChange(
    request: ChangeRequest,
  ): { readonly remote: RemoteAudio | null; readonly timer: SessionTimer | null; readonly headers: string[] } | null {
    const { message } = request;
    const timer = answerSessionTimer(
      parseSessionExpires(message.getHeader('Session-Expires')),
      supportsTimer(message),
      deps.limits,
    );
    if (timer.kind === 'tooSmall') {
      request.reject({ statusCode: 422, extraHeaders: [`Min-SE: ${timer.minSeconds}`] });
      return null;
    }
    const remote = message.body === '' ? null : parseRemoteAudio(message.body);
    if (message.body !== '' && remote === null) {
      request.reject({ statusCode: 488 });
      return null;
    }
    const headers = [`Contact: ${deps.contact}`, ...(timer.kind === 'agreed' ? timer.headers : [])];
    return { remote, timer: timer.kind === 'agreed' ? timer.timer : null, headers };
  }

  /** RFC 3311 §5.2: without an offer it refreshes the session, with one it changes it, unless another offer is open. */
  function updated(request: IncomingUpdate): void {
    if (request.message.body !== '') {
      if (session.signalingState === SignalingState.HaveLocalOffer) return request.reject({ statusCode: 491 });
      if (session.signalingState !== SignalingState.Stable || updating) return request.reject(tooEarly());
    }
    const change = readChange(request);
    if (change === null) return;
    const { remote } = change;
    const accept = (sdp: string | null): void => {
      request.accept({ extraHeaders: change.headers, ...(sdp === null ? {} : { body: sdpBody(sdp) }) });
      // Before the call is answered there is no session to refresh.
      if (session.sessionState === SessionState.Confirmed) startTimer(change.timer);
    };
    if (remote === null) return accept(null);
    updating = true;
    media
      .answer(remote)
      .then(
        (sdp) => {
          if (closed) return;
          accept(sdp);
          hold(remote);
        },
        (cause: unknown) => {
          deps.logger.info({ cause }, 'no answer to the new offer could be made');
          if (!closed) request.reject({ statusCode: 488 });
        },
      )
      .finally(() => (updating = false));
  }

  function reInvited(request: IncomingInviteRequest): void {
    if (updating) return void request.reject(tooEarly());
    const change = readChange(request);
    if (change === null) return;
    const { remote, timer, headers: extraHeaders } = change;
    // The answer to an ICE restart takes its time; meanwhile the device may have given up.
    let isOver = false;
    request.delegate = {
      onCancel() {
        isOver = true;
        request.reject({ statusCode: 487 });
      },
    };
    describe(remote).then(
      (description) => {
        if (isOver || closed) return;
        request.accept({ statusCode: 200, extraHeaders, body: sdpBody(description) });
        startTimer(timer);
        if (remote !== null) hold(remote);
      },
      (cause: unknown) => {
        deps.logger.info({ cause }, 'no answer to the new offer could be made');
        if (!isOver && !closed) request.reject({ statusCode: 488 });
      },
    );
  }

  async function describe(remote: RemoteAudio | null): Promise<string> {
    return remote === null ? media.offerAgain() : media.answer(remote);
  }

  function hold(remote: RemoteAudio): void {
    const now = isHold(remote.direction);
    if (now === held) return;
    held = now;
    deps.onHeld(held);
  }

  function startTimer(timer: SessionTimer | null): void {
    cancelTimer?.();
    cancelTimer =
      timer === null || closed
        ? null
        : deps.listening.after(timerDelayMs(timer), () => (timer.weRefresh ? refresh(timer) : lose()));
  }

  function refresh(timer: SessionTimer): void {
    const retry = (delayMs: number): void => {
      cancelTimer?.();
      cancelTimer = closed ? null : deps.listening.after(delayMs, () => refresh(timer));
    };
    const extraHeaders = [
      `Contact: ${deps.contact}`,
      `Session-Expires: ${timer.seconds};refresher=uac`,
      `Min-SE: ${deps.limits.minSeconds}`,
    ];
    try {
      session.invite(
        {
          onAccept: (response) => {
            response.ack();
            const agreed = agreedSessionTimer(response.message.getHeader('Session-Expires'));
            startTimer(agreed ?? timer);
            const remote = parseRemoteAudio(response.message.body);
            if (remote !== null) hold(remote);
          },
          onReject: ({ message }) => {
            const status = message.statusCode ?? 500;
            if (status === 408 || status === 481) return lose();
            if (status === 491) return retry(glareRetryMs);
            // The session stands although its description was refused (RFC 3261 §14.1); ask again later.
            startTimer(timer);
          },
        },
        { extraHeaders, body: sdpBody(media.offerAgain()) },
      );
    } catch (cause) {
      // Another INVITE is under way in this dialog; it refreshes the session as well.
      deps.logger.debug({ cause }, 'session refresh put off');
      retry(glareRetryMs);
    }
  }

  /** The other side is not there any more; it is told anyway, in case it is (RFC 4028 §10). */
  function lose(): void {
    bye(reasonHeader('lost'));
    deps.onLost();
  }

  function bye(reason: string, transfer: 'connected' | 'failed' = 'failed'): void {
    close();
    transfers.report(transfer);
    try {
      session.bye(undefined, { extraHeaders: [`Reason: ${reason}`] });
    } catch (cause) {
      deps.logger.debug({ cause }, 'BYE not possible');
    }
  }

  function close(): void {
    closed = true;
    cancelTimer?.();
    cancelTimer = null;
  }

  return {
    startTimer,
    bye,
    reportTransfer: transfers.report,
    close,
  };
}
