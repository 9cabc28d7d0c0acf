import type { IncomingRequestMessage } from 'sip.js/lib/core/index.js';
import type { DeviceEnrolment } from '../port';
import { isAddressOf, type Registration } from './registrar';
import { parseRemoteAudio, type RemoteAudio } from './sdp';
import { answerSessionTimer, parseSessionExpires, type SessionTimerLimits, type TimerAnswer } from './session-timer';
import { optionTags, supportsTimer } from './sip-messages';

export type InviteJudgement =
  | { readonly kind: 'taken'; readonly device: DeviceEnrolment; readonly dialled: string; readonly withheld: boolean; readonly remote: RemoteAudio; readonly timer: Exclude<TimerAnswer, { kind: 'tooSmall' }> }
  | { readonly kind: 'refused'; readonly status: number; readonly headers: readonly string[] };

const understood: ReadonlySet<string> = new Set(['timer']);

/**
 * Whether an INVITE may begin a leg, and what of it matters. A call is only taken from the device that is registered
 * over the very socket it comes by, in its own name and within its own domain; all else is 403, whoever it claims to be.
 */
export function judgeInvite(message: IncomingRequestMessage, registration: Registration | null, limits: SessionTimerLimits, nowMs: number): InviteJudgement {
  if (registration === null || registration.expiresAtMs <= nowMs || !isAddressOf(message.from, registration.device)) return refused(403);
  const { device } = registration;
  const unknown = optionTags(message, 'Require').filter((tag) => !understood.has(tag));
  if (unknown.length > 0) return refused(420, `Unsupported: ${unknown.join(', ')}`);
  // Taking over a dialog needs one to take over; none is offered.
  if (message.hasHeader('Replaces')) return refused(481);
  if (message.ruri?.host.toLowerCase() !== device.domain.toLowerCase()) return refused(404);
  const dialled = message.ruri.user;
  if (dialled === undefined || dialled === '' || dialled.length > 64) return refused(484);
  if (message.body !== '' && !/^application\/sdp\b/i.test(message.getHeader('Content-Type') ?? '')) return refused(415, 'Accept: application/sdp');
  const remote = parseRemoteAudio(message.body);
  if (remote === null) return refused(488, 'Warning: 305 vaxel "Opus over DTLS-SRTP is needed"');
  const timer = answerSessionTimer(parseSessionExpires(message.getHeader('Session-Expires')), supportsTimer(message), limits);
  if (timer.kind === 'tooSmall') return refused(422, `Min-SE: ${timer.minSeconds}`);
  return { kind: 'taken', device, dialled, withheld: isWithheld(message), remote, timer };
}

function refused(status: number, ...headers: string[]): InviteJudgement {
  return { kind: 'refused', status, headers };
}

/** RFC 3323 §4.2 and RFC 3325 §9.3. */
function isWithheld(message: IncomingRequestMessage): boolean {
  const values = message.getHeaders('Privacy').flatMap((value) => value.toLowerCase().split(/[;,\s]+/));
  return values.includes('id') || values.includes('user');
}
