import { z } from 'zod';
import { CallId, DeviceId } from '../ids';
import { line } from '../text';

/** Where the audio of a call shall be: a device of mine, or the mobile number in my contact card. */
export const AudioPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('device'), deviceId: DeviceId }),
  z.object({ kind: z.literal('mobile') }),
]);
export type AudioPlace = z.infer<typeof AudioPlace>;

const DialledNumber = line(64, 1);

/** Commands about calls; the acting user must be a party. */
export const CallCommand = z.discriminatedUnion('name', [
  z.object({ name: z.literal('call.decline'), callId: CallId }),
  z.object({ name: z.literal('call.hangUp'), callId: CallId }),
  z.object({ name: z.literal('call.hold'), callId: CallId }),
  z.object({ name: z.literal('call.resume'), callId: CallId }),
  z.object({ name: z.literal('call.mute'), callId: CallId, muted: z.boolean() }),
  z.object({ name: z.literal('call.sendDigits'), callId: CallId, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
  /**
   * A new call whose audio is not in this window: that device rings first, then the number. `show`: E.164 of mine,
   * `anonymous`, null = default.
   */
  z.object({
    name: z.literal('call.place'),
    callId: CallId,
    from: AudioPlace,
    number: DialledNumber,
    show: line(64).nullable(),
  }),
  /** Transfer now: the other side is connected to the number; unanswered it comes back to me. */
  z.object({ name: z.literal('call.transfer'), callId: CallId, number: DialledNumber }),
  /** Ends the wait of a transfer under way: the call rings at my devices again. */
  z.object({ name: z.literal('call.takeBack'), callId: CallId }),
  /**
   * Connects the other side of `callId` with the other side of `withCallId` and takes me out; the call goes on as
   * `callId`.
   */
  z.object({ name: z.literal('call.connect'), callId: CallId, withCallId: CallId }),
  /** Somebody shall take part besides: they ring while we talk on. */
  z.object({ name: z.literal('call.add'), callId: CallId, number: DialledNumber }),
  /** The other side of `withCallId` comes into `callId` too: all of us talk. */
  z.object({ name: z.literal('call.merge'), callId: CallId, withCallId: CallId }),
  /** `guest`: the id in the call's view; only one whom I have brought, or who was brought to my conference. */
  z.object({ name: z.literal('call.removeGuest'), callId: CallId, guest: line(20, 1) }),
  z.object({ name: z.literal('call.muteGuest'), callId: CallId, guest: line(20, 1), muted: z.boolean() }),
  /**
   * Moves my audio: retrieves the call to this window, sends it to another device, or takes an anchored call back. A
   * call that rings for me rings on there only, to be answered there.
   */
  z.object({ name: z.literal('call.move'), callId: CallId, to: AudioPlace }),
  z.object({ name: z.literal('call.cancelMove'), callId: CallId }),
  /** Both sides are recorded once the other one has been told, as the organisation has it. */
  z.object({ name: z.literal('call.record'), callId: CallId }),
  z.object({ name: z.literal('call.pauseRecording'), callId: CallId, paused: z.boolean() }),
  z.object({ name: z.literal('call.stopRecording'), callId: CallId }),
  /** How good my window hears it: the rating R of ITU-T G.107, 0 to 100. For figures; it changes nothing. */
  z.object({ name: z.literal('call.sound'), callId: CallId, rating: z.number().min(0).max(100) }),
]);
export type CallCommand = z.infer<typeof CallCommand>;
