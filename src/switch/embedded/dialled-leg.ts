import type { AckableIncomingResponseWithSession } from 'sip.js/lib/core/index.js';
import type { EndReason } from '../../contract/calls/end-reason';
import type { LegId } from '../../contract/ids';
import { mostTelling, reasonHeader } from '../causes';
import type { DialOptions, HangUpReason } from '../port';
import { startBranch, type Branch } from './branch';
import type { Dialog } from './dialog';
import type { Endpoint } from './endpoint';
import { createLegCore, type Leg, type LegCore, type LegDeps } from './leg';
import { dialogOfLeg } from './leg-dialog';
import type { RemoteAudio } from './sdp';
import { agreedSessionTimer } from './session-timer';
import { sdpBody } from './sip-messages';

export interface DialledLegOptions {
  readonly id: LegId;
  /** The devices that ring; the first to answer has the leg, the others are told that. */
  readonly endpoints: readonly Endpoint[];
  readonly caller: DialOptions;
}

/**
 * A leg that the switch began. Phones of other makes get an offer in the INVITE: many take a call without one wrongly.
 * Our own offer in their 200 (RFC 3261 §13.2.1): what they offer is ready before anybody answers.
 */
export function createDialledLeg(deps: LegDeps, options: DialledLegOptions): Leg {
  const core = createLegCore(deps, options.id, 'dialling');
  const branches = new Set<Branch>();
  const refusals: EndReason[] = [];
  /** With the device that answered. */
  let session: AnsweredSession | null = null;

  function refused(branch: Branch, reason: EndReason | 'lost'): void {
    if (!branches.delete(branch)) return;
    branch.media.close();
    if (reason !== 'lost') refusals.push(reason);
    if (branches.size > 0 || session !== null) return;
    const told = mostTelling(refusals);
    core.finish(told === undefined ? 'lost' : { ended: told });
  }

  function answered(branch: Branch, response: AckableIncomingResponseWithSession, remote: RemoteAudio): void {
    branches.delete(branch);
    for (const other of branches) other.cancel('answeredElsewhere');
    branches.clear();
    core.use(branch.endpoint, branch.media);
    core.knownAs(response.session, branch.endpoint.device, true);
    const established = createAnsweredSession(deps, core, branch, response);
    session = established;
    core.onFinish(() => established.dialog.close());
    core.onSilent(() => established.end('lost'));
    core.enter('otherAnswers');
    settle(branch, remote).then(established.begin, (cause: unknown) => {
      deps.logger.info({ leg: core.id, cause }, 'session description of the device not usable');
      if (core.finish({ ended: 'failed' })) established.end('failed');
    });
    deps.emit({ type: 'legAnswered', leg: core.id });
  }

  for (const endpoint of options.endpoints)
    branches.add(startBranch(deps, core, options.caller, endpoint, { answered, refused }));

  return {
    id: core.id,
    audio: core.audio,
    ring: () => undefined,
    answer: () => undefined,
    hangUp(reason) {
      if (!core.finish(null)) return;
      for (const branch of branches) branch.cancel(reason);
      branches.clear();
      session?.end(reason);
    },
    play: core.audio.play,
    reportTransfer: (outcome) => session?.dialog.reportTransfer(outcome),
    checkMedia: core.checkMedia,
  };
}

/** The session with the device that answered. */
interface AnsweredSession {
  readonly dialog: Dialog;
  /** @param sdp what the ACK shall carry: our answer, or null when theirs was one */
  begin(sdp: string | null): void;
  end(reason: HangUpReason): void;
}

function createAnsweredSession(
  deps: LegDeps,
  core: LegCore,
  { media, endpoint }: Branch,
  response: AckableIncomingResponseWithSession,
): AnsweredSession {
  const onEnded = (reason: EndReason): void => void core.finish({ ended: reason });
  const dialog = dialogOfLeg(deps, core, { session: response.session, media, endpoint, onEnded });
  // No BYE before the ACK, and no second ACK.
  let isAcknowledged = false;
  const acknowledge = (sdp: string | null): void => {
    if (isAcknowledged) return;
    isAcknowledged = true;
    response.ack(sdp === null ? {} : { body: sdpBody(sdp) });
  };
  return {
    dialog,
    begin(sdp) {
      acknowledge(sdp);
      dialog.startTimer(agreedSessionTimer(response.message.getHeader('Session-Expires')));
    },
    end(reason) {
      acknowledge(null);
      dialog.bye(reasonHeader(reason), reason === 'transferred' ? 'connected' : 'failed');
    },
  };
}

/** What the ACK shall carry: our answer, or null when theirs was one. */
async function settle({ media, offers }: Branch, remote: RemoteAudio): Promise<string | null> {
  if (!offers) return media.answer(remote);
  media.accept(remote);
  return null;
}
