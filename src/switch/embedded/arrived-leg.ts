import type { IncomingAckRequest, IncomingInviteRequest, Session } from 'sip.js/lib/core/index.js';
import type { LegId } from '../../contract/ids';
import { finalResponse, reasonHeader } from '../causes';
import type { HangUpReason } from '../port';
import type { Dialog } from './dialog';
import type { Endpoint } from './endpoint';
import { createLegCore, type Leg, type LegDeps } from './leg';
import { dialogOfLeg } from './leg-dialog';
import { parseRemoteAudio, type RemoteAudio } from './sdp';
import type { TimerAnswer } from './session-timer';
import { sdpBody } from './sip-messages';

export interface ArrivedLegOptions {
  readonly id: LegId;
  readonly endpoint: Endpoint;
  readonly request: IncomingInviteRequest;
  /** The device's offer; null = it wants ours, and answers it in the ACK (RFC 3261 §13.2.1). */
  readonly remote: RemoteAudio | null;
  readonly timer: Exclude<TimerAnswer, { kind: 'tooSmall' }>;
}

/**
 * A leg that a device began with an INVITE. The answer to its offer is made when it is told that it rings, so that DTLS
 * is done before anyone answers; not sooner, since that takes longer than all that makes the other phone ring.
 */
export function createArrivedLeg(deps: LegDeps, options: ArrivedLegOptions): Leg {
  const { endpoint, request, remote, timer } = options;
  const core = createLegCore(deps, options.id, 'arrived');
  const media = core.createMedia(remote === null ? 'ours' : 'theirs', endpoint);
  core.use(endpoint, media);
  let dialog: Dialog | null = null;
  /** Between 200 and ACK no BYE may be sent (RFC 3261 §15). */
  let phase: 'pending' | 'awaitingAck' | 'established' = 'pending';
  let byeAfterAck: string | null = null;

  let description: Promise<string> | null = null;
  const describe = (): Promise<string> => (description ??= firstDescription());
  function firstDescription(): Promise<string> {
    const made = remote === null ? media.offer() : media.answer(remote);
    made.catch((cause: unknown) => {
      deps.logger.warn({ leg: core.id, cause }, 'no session description could be made');
      if (core.finish({ ended: 'failed' })) request.reject({ statusCode: 488 });
    });
    return made;
  }
  request.trying();
  request.delegate = {
    onCancel() {
      if (core.finish({ ended: 'cancelled' })) request.reject({ statusCode: 487 });
    },
  };
  core.onFinish(
    endpoint.onLost((which) => {
      if (which === 'all' || core.state() !== 'up') core.finish('lost');
    }),
  );

  function adopt(session: Session): Dialog {
    core.knownAs(session, endpoint.device, false);
    dialog ??= dialogOfLeg(deps, core, {
      session,
      media,
      endpoint,
      onEnded(reason) {
        core.finish({ ended: phase === 'pending' ? 'cancelled' : reason });
        // BYE in an early dialog is an unusual way to cancel, and leaves the INVITE to be answered.
        if (phase === 'pending') request.reject({ statusCode: 487 });
      },
    });
    return dialog;
  }

  function accept(sdp: string): void {
    const extraHeaders = timer.kind === 'agreed' ? [...timer.headers] : [];
    const { session } = request.accept({ statusCode: 200, extraHeaders, body: sdpBody(sdp) });
    const established = adopt(session);
    phase = 'awaitingAck';
    const acknowledged = (ack: IncomingAckRequest): void => {
      phase = 'established';
      if (byeAfterAck !== null) return established.bye(byeAfterAck);
      if (remote === null && !takeAnswer(ack)) {
        established.bye(reasonHeader('failed'));
        return void core.finish({ ended: 'failed' });
      }
      if (!core.enter('acknowledged')) return;
      established.startTimer(timer.kind === 'agreed' ? timer.timer : null);
      deps.emit({ type: 'legAnswered', leg: core.id });
    };
    const delegate = session.delegate ?? {};
    const { onAck } = delegate;
    delegate.onAck = (ack) => {
      if (phase === 'awaitingAck') acknowledged(ack);
      void onAck?.(ack);
    };
    delegate.onAckTimeout = () => {
      phase = 'established';
      established.bye(reasonHeader('lost'));
      core.finish('lost');
    };
    session.delegate = delegate;
  }

  /** False when the ACK has no answer to our offer that can be used. */
  function takeAnswer({ message }: IncomingAckRequest): boolean {
    const answer = parseRemoteAudio(message.body);
    if (answer === null) return false;
    try {
      media.accept(answer);
      return true;
    } catch (cause) {
      deps.logger.info({ leg: core.id, cause }, 'answer of the device not usable');
      return false;
    }
  }

  /** Early media (RFC 3960 §3.2): our answer comes before the call is answered. */
  function openEarly(): void {
    void describe().then(
      (sdp) => {
        // An offer of ours belongs in the 200 (RFC 3261 §13.2.1: not in a provisional response that may be lost).
        if (remote === null || core.state() !== 'early') return;
        const { session } = request.progress({ statusCode: 183, body: sdpBody(sdp) });
        if (dialog === null) adopt(session);
      },
      () => undefined,
    );
  }

  function hangUp(reason: HangUpReason): void {
    if (!core.finish(null)) return;
    const { status, reasonHeader: header } = finalResponse(reason);
    if (phase === 'pending') request.reject({ statusCode: status, extraHeaders: [`Reason: ${header}`] });
    else if (phase === 'awaitingAck') byeAfterAck = reasonHeader(reason);
    else dialog?.bye(reasonHeader(reason), reason === 'transferred' ? 'connected' : 'failed');
  }

  core.onFinish(() => dialog?.close());
  core.onSilent(() => dialog?.bye(reasonHeader('lost')));

  return {
    id: core.id,
    audio: core.audio,
    ring() {
      if (!core.enter('ring')) return;
      adopt(request.progress({ statusCode: 180 }).session);
      // For callers that take early media; others ring by themselves from the 180.
      core.audio.play(['ringing'], null);
      openEarly();
    },
    play(sounds, id) {
      if (core.state() !== 'arrived' && core.state() !== 'early') return core.audio.play(sounds, id);
      if (remote === null) return queueMicrotask(() => deps.emit({ type: 'playFinished', leg: core.id, id }));
      core.audio.play(sounds, id);
      if (core.enter('ring')) openEarly();
    },
    answer() {
      if (!core.enter('answer')) return;
      core.audio.stopPlaying();
      void describe().then(
        (sdp) => {
          if (core.state() === 'answering') accept(sdp);
        },
        () => undefined,
      );
    },
    hangUp,
    reportTransfer: (outcome) => dialog?.reportTransfer(outcome),
    checkMedia: core.checkMedia,
  };
}
