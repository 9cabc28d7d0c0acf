import type { IncomingRequestMessage, NameAddrHeader } from 'sip.js/lib/core/index.js';
import type { LegId } from '../../contract/ids';
import type { DeviceEnrolment } from '../port';
import { isConfirmed, parseReplaces, type DialogRegister } from './dialog-register';
import { isAddressOf } from './register-rules';
import type { Registration } from './registrations';
import { parseRemoteAudio, type RemoteAudio } from './sdp';
import { answerSessionTimer, parseSessionExpires, type SessionTimerLimits, type TimerAnswer } from './session-timer';
import { optionTags, supportsTimer } from './sip-messages';

/** `remote` is null where the device offers nothing, and wants an offer. */
export type InviteJudgement =
  | {
      readonly kind: 'taken';
      readonly device: DeviceEnrolment;
      readonly dialled: string;
      readonly withheld: boolean;
      readonly replaces: LegId | null;
      readonly remote: RemoteAudio | null;
      readonly timer: Exclude<TimerAnswer, { kind: 'tooSmall' }>;
    }
  | { readonly kind: 'refused'; readonly status: number; readonly headers: readonly string[] };

const understood: ReadonlySet<string> = new Set(['timer', 'replaces', 'privacy']);

/**
 * Whether an INVITE may begin a leg, and what of it matters. A call is only taken from the device that is registered
 * over the very socket it comes by, in its own name or in nobody's, and within its own domain; all else is 403, whoever
 * it claims to be. Who calls is known by the socket alone: P-Preferred-Identity and P-Asserted-Identity of a device say
 * nothing new.
 */
export function judgeInvite(
  message: IncomingRequestMessage,
  registration: Registration | null,
  limits: SessionTimerLimits,
  dialogs: DialogRegister,
): InviteJudgement {
  if (registration === null || !(isNobody(message.from) || isAddressOf(message.from, registration.device)))
    return refused(403);
  const { device } = registration;
  const unknown = optionTags(message, 'Require').filter((tag) => !understood.has(tag));
  if (unknown.length > 0) return refused(420, `Unsupported: ${unknown.join(', ')}`);
  const replaces = replacedLeg(message, device, dialogs);
  if (replaces.kind === 'refused') return replaces;
  if (message.ruri?.host.toLowerCase() !== device.domain.toLowerCase()) return refused(404);
  const dialled = message.ruri.user;
  if (dialled === undefined || dialled === '' || dialled.length > 64) return refused(484);
  if (message.body !== '' && !/^application\/sdp\b/i.test(message.getHeader('Content-Type') ?? ''))
    return refused(415, 'Accept: application/sdp');
  const remote = message.body === '' ? null : parseRemoteAudio(message.body);
  if (message.body !== '' && remote === null) return refused(488, 'Warning: 305 vaxel "Opus over DTLS-SRTP is needed"');
  const timer = answerSessionTimer(
    parseSessionExpires(message.getHeader('Session-Expires')),
    supportsTimer(message),
    limits,
  );
  if (timer.kind === 'tooSmall') return refused(422, `Min-SE: ${timer.minSeconds}`);
  return { kind: 'taken', device, dialled, withheld: isWithheld(message), replaces: replaces.leg, remote, timer };
}

function refused(status: number, ...headers: string[]): Extract<InviteJudgement, { kind: 'refused' }> {
  return { kind: 'refused', status, headers };
}

/**
 * The leg to take the place of (RFC 3891 §3): of any device in the caller's organisation; of others nobody learns that
 * they exist.
 * Whether the caller may is not for the switch to say. An early dialogue can be taken over only where the switch is the
 * one that calls.
 */
function replacedLeg(
  message: IncomingRequestMessage,
  { side }: DeviceEnrolment,
  dialogs: DialogRegister,
): { readonly kind: 'leg'; readonly leg: LegId | null } | Extract<InviteJudgement, { kind: 'refused' }> {
  const values = message.getHeaders('Replaces');
  const [value] = values;
  if (value === undefined) return { kind: 'leg', leg: null };
  const name = values.length > 1 ? null : parseReplaces(value);
  if (name === null) return refused(400);
  const dialog = dialogs.find(name);
  const owner = dialog?.device.side;
  if (
    dialog === null ||
    side.kind !== 'inside' ||
    owner?.kind !== 'inside' ||
    owner.organisationId !== side.organisationId
  )
    return refused(481);
  if (isConfirmed(dialog)) return name.earlyOnly ? refused(486) : { kind: 'leg', leg: dialog.leg };
  return dialog.isOurs ? { kind: 'leg', leg: dialog.leg } : refused(481);
}

/** A From that hides its caller (RFC 3323 §4.1.1.3). */
function isNobody({ uri }: NameAddrHeader): boolean {
  return uri.user?.toLowerCase() === 'anonymous' || uri.host.toLowerCase() === 'anonymous.invalid';
}

/**
 * RFC 3323 §4.2 (`header`, `user`) and RFC 3325 §9.3 (`id`). What `session` asks for we do anyway: all audio goes
 * through us.
 * In a list that contradicts itself, privacy wins.
 */
function isWithheld(message: IncomingRequestMessage): boolean {
  const values = message.getHeaders('Privacy').flatMap((value) => value.toLowerCase().split(/[;,\s]+/));
  return isNobody(message.from) || ['id', 'user', 'header'].some((value) => values.includes(value));
}
