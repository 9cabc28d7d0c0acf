import type { AckableIncomingResponseWithSession, OutgoingInviteRequest } from 'sip.js/lib/core/index.js';
import type { EndReason } from '../../contract/calls/end-reason';
import { reasonHeader, reasonOfResponse } from '../causes';
import type { DialOptions, HangUpReason } from '../port';
import type { Endpoint } from './endpoint';
import type { LegCore, LegDeps } from './leg';
import type { MediaLine } from './media-line';
import { inviteHeaders, makeInvite } from './outgoing-invite';
import { parseRemoteAudio, type RemoteAudio } from './sdp';

/**
 * How long a device may say nothing at all to its INVITE. One that runs answers at once, at least with 100, but a
 * computer that is very busy stands still for seconds, longest just after a page was opened: whoever calls waits for
 * that. Longer than it takes a silent device to count as unreachable (prober.ts): what is given up here says so with
 * its next word, and can be called again.
 */
const provisionalMs = 8000;

/** One INVITE to one device. */
export interface Branch {
  readonly endpoint: Endpoint;
  readonly media: MediaLine;
  /** The INVITE has an offer, the 200 its answer. */
  readonly offers: boolean;
  cancel(reason: HangUpReason): void;
}

/** Told of what became of it, once. */
export interface BranchOwner {
  answered(branch: Branch, response: AckableIncomingResponseWithSession, remote: RemoteAudio): void;
  refused(branch: Branch, reason: EndReason | 'lost'): void;
}

export function startBranch(
  deps: LegDeps,
  core: LegCore,
  caller: DialOptions,
  endpoint: Endpoint,
  owner: BranchOwner,
): Branch {
  const offers = endpoint.device.wantsOffer === true;
  const media = core.createMedia(offers ? 'ours' : 'theirs', endpoint);
  let request: OutgoingInviteRequest | null = null;
  let over = false;
  /** Which INVITE counts: the last one. */
  let invites = 0;

  const branch: Branch = {
    endpoint,
    media,
    offers,
    cancel(reason) {
      over = true;
      cancelWait();
      stopListening();
      media.close();
      request?.cancel(reasonHeader(reason));
    },
  };

  function refuse(reason: EndReason | 'lost'): void {
    over = true;
    cancelWait();
    stopListening();
    owner.refused(branch, reason);
  }

  function accepted(response: AckableIncomingResponseWithSession, isLast: boolean): void {
    const isOver = over || !isLast;
    const remote = isOver ? null : parseRemoteAudio(response.message.body);
    if (isLast) {
      cancelWait();
      over = true;
    }
    if (remote !== null) return owner.answered(branch, response, remote);
    // The answer crossed our CANCEL, is a second one, or cannot be used: that session ends at once (RFC 3261
    // §13.2.2.4).
    response.ack();
    response.session.bye(undefined, { extraHeaders: [`Reason: ${reasonHeader(isOver ? 'cancelled' : 'failed')}`] });
    if (!isOver) refuse('failed');
  }

  function invite(minSeconds: number, offer: string | null): void {
    const { limits, headers } = inviteHeaders(deps, caller, endpoint, minSeconds);
    const mine = ++invites;
    const isLast = (): boolean => mine === invites;
    request = endpoint.core.invite(makeInvite(endpoint, caller, [...headers, ...limits], offer), {
      onTrying: () => void (isLast() && heard()),
      onProgress({ session }) {
        if (!isLast()) return;
        heard();
        if (over) return;
        core.knownAs(session, endpoint.device, true);
        if (core.state() === 'dialling' && core.enter('otherRings')) deps.emit({ type: 'legRinging', leg: core.id });
      },
      onAccept: (response) => accepted(response, isLast()),
      onRedirect: () => void (isLast() && refuse('failed')),
      onReject({ message }) {
        if (over || !isLast()) return;
        const asked = message.statusCode === 422 ? Number(message.getHeader('Min-SE') ?? '0') : 0;
        // A longer session is asked for (RFC 4028 §7.4); once, since it must be longer than what we offered.
        if (asked > Math.max(minSeconds, deps.sessionTimer.sessionSeconds) && asked < 86_400)
          return invite(asked, offer);
        refuse(reasonOfResponse(message.statusCode ?? 500, message.getHeader('Reason')));
      },
    });
  }

  /** Until its first response; a device that says something else meanwhile is busy, and there. */
  function expectResponse(): () => void {
    const sinceMs = deps.listening.nowMs();
    return deps.listening.after(provisionalMs, () => {
      const isSuperseded = endpoint.socket().isSuperseded;
      if (deps.heardMs(endpoint.device.deviceId) > sinceMs && !isSuperseded)
        return void (cancelWait = expectResponse());
      deps.logger.warn(
        { leg: core.id, device: endpoint.device.deviceId, isSuperseded },
        `the device said nothing to its INVITE for ${provisionalMs} ms`,
      );
      // Goes out should the device wake up after all.
      request?.cancel(reasonHeader('unreachable'));
      // What was heard is another run of the device's program, and can be called.
      refuse(isSuperseded ? 'lost' : 'unreachable');
    });
  }

  function heard(): void {
    isHeard = true;
    cancelWait();
  }

  let isHeard = false;
  let cancelWait = expectResponse();
  const stopLosing = endpoint.onLost((which) => {
    if (!over) refuse('lost');
    else if (which === 'all' && core.state() === 'up') core.finish('lost');
  });
  // An INVITE without any response went down with the connection that carried it: nothing sends it again (RFC 3261
  // §17.1.1.2).
  const stopReattaching = endpoint.onReattached(() => {
    if (over || isHeard || request === null) return;
    // Should it have arrived after all.
    request.cancel(reasonHeader('unreachable'));
    cancelWait();
    cancelWait = expectResponse();
    again();
  });
  const stopListening = (): void => {
    stopLosing();
    stopReattaching();
  };
  let again = (): void => undefined;
  const begin = (offer: string | null): void => {
    again = () => invite(deps.sessionTimer.minSeconds, offer);
    if (!over) again();
  };
  if (offers) media.offer().then(begin, () => refuse('failed'));
  else begin(null);
  core.onFinish(() => {
    cancelWait();
    stopListening();
  });
  return branch;
}
