import { z } from 'zod';
import { AnswerGroupId, CallId, ContactId, DeviceId, UserId } from '../ids';
import { EndReason } from './end-reason';
import { RecordingStage } from './recording';

/**
 * State of a call as one user's call card shows it (`data-call-state`).
 *
 *     ringing ──► connecting ──► active ◄──► held
 *        │             │            │          │
 *        └─────────────┴─────► ended ◄─────────┘
 *
 * `ringing` is incoming and unanswered; `connecting` is outgoing and unanswered, or answered with audio on its way;
 * `elsewhere` is a call that another device of mine carries; `anchored` is a call whose audio I lost and that the
 * server keeps for me while the other side hears music. The server never says `elsewhere`: each window finds it from
 * `deviceId`.
 */
export const CallViewState = z.enum(['ringing', 'connecting', 'active', 'held', 'anchored', 'elsewhere', 'ended']);
export type CallViewState = z.infer<typeof CallViewState>;

/** The other side of a call as the directory knew it when the call began; both null = anonymous. */
export const OtherParty = z.object({
  name: z.string().nullable(),
  /** E.164 for outside numbers, else the extension. */
  number: z.string().nullable(),
  contactId: ContactId.nullable(),
  userId: UserId.nullable(),
});
export type OtherParty = z.infer<typeof OtherParty>;

/** Somebody else who takes part in a call. */
export const GuestView = z.object({
  id: z.string(),
  ...OtherParty.shape,
  /** `listen` and `whisper`: a supervisor, who is shown to the one whose call it is. */
  mode: z.enum(['talk', 'listen', 'whisper']),
  /** Has come as the supervisor of the one whose call it is, and has not taken the call over. */
  isSupervisor: z.boolean(),
  state: z.enum(['ringing', 'talking', 'held', 'away', 'left']),
  muted: z.boolean(),
  /** I may mute this one, and send this one away. */
  mine: z.boolean(),
  /** `left`: why. */
  endReason: EndReason.nullable(),
});
export type GuestView = z.infer<typeof GuestView>;

/** One call as one user sees it. Sent whole at each change; a higher `revision` replaces a lower one. */
export const CallView = z.object({
  id: CallId,
  revision: z.number().int(),
  direction: z.enum(['in', 'out']),
  state: CallViewState,
  other: OtherParty,
  /** The callee's devices ring: the caller's card may say "Ringing" rather than "Calling". */
  otherRings: z.boolean(),
  /** The answer group the call came through, and VIP where its caller is one there. */
  through: z.string().nullable(),
  /** My device that carries the audio; null while the call rings on all of them. */
  deviceId: DeviceId.nullable(),
  deviceLabel: z.string().nullable(),
  /**
   * The call id of the INVITE that the audio of my device was set up with, or rings under; another than `id` once two
   * calls were connected. Null = no audio, or `id` while it rings.
   */
  invitedAs: CallId.nullable(),
  muted: z.boolean(),
  /** Who parked the call; both is possible. */
  heldByMe: z.boolean(),
  heldByOther: z.boolean(),
  /** The other side lost its connection; the server keeps the call and I hear music. */
  otherAway: z.boolean(),
  /** `anchored`: my device has answered, and its network lets no audio through. */
  noAudio: z.boolean(),
  /** Who handed the call to me. */
  transferredBy: OtherParty.nullable(),
  /** My transfer under way (`connecting`): the other side waits for this person. `call.takeBack` ends the wait. */
  transferringTo: OtherParty.nullable(),
  /** The call is back from a transfer of mine that nobody took. */
  returned: z.object({ from: OtherParty, reason: EndReason }).nullable(),
  /** My audio is on its way to this device; the call goes on where it is until that one answers. */
  movingTo: z.string().nullable(),
  /**
   * `anchored` or `otherAway`: until then the call waits for the lost window; afterwards the person's other devices
   * ring.
   */
  anchoredUntilMs: z.number().int().nullable(),
  /** Which of my numbers was called, E.164; null = the extension, and for calls of my own. */
  calledNumber: z.string().nullable(),
  /** `ringing`: since when it rings at mine. */
  ringingSinceMs: z.number().int().nullable(),
  /** `ringing` through a group: since when `other` has waited for it. */
  waitingSinceMs: z.number().int().optional(),
  /** Parked by me: since when the other side waits. */
  heldSinceMs: z.number().int().nullable(),
  /** The number the other side saw, null = anonymous; only for outgoing calls to outside numbers. */
  shownNumber: z.string().nullable(),
  startedAtMs: z.number().int(),
  answeredAtMs: z.number().int().nullable(),
  /** `connecting`: a voice says to me that the call will not come about, and this is why it is going to end. */
  announced: EndReason.nullable(),
  endReason: EndReason.nullable(),
  /** Who takes part beside `other` and me; absent = nobody. */
  guests: z.array(GuestView).optional(),
  /** I am a supervisor in this call, which `other` has for the group. */
  supervising: z.object({ mode: z.enum(['talk', 'listen', 'whisper']), groupId: AnswerGroupId }).optional(),
  /** `other` does not answer, and its voicemail does. */
  voicemail: z.literal(true).optional(),
  /** `ringing`: an answer group asks me to call `other` back. */
  callback: z.literal(true).optional(),
  /** Both sides are recorded, or are to be; absent = they are not. `isMine`: I can pause and stop it. */
  recording: z.object({ stage: RecordingStage, isMine: z.boolean() }).optional(),
  /** I can have it recorded now: the organisation lets me, and it is a call with somebody. */
  mayRecord: z.literal(true).optional(),
});
export type CallView = z.infer<typeof CallView>;
