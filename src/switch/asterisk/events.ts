import { z } from 'zod';
import { opaque, storable } from '../../contract/text';

/** Longer than anything that is read; what a phone writes may be longer, and is cut. */
const longest = 1_000;
const text = opaque(longest);

/** A channel as each of its events tells of it; only what the driver reads. */
const Channel = z.object({
  id: text,
  name: text,
  state: text,
  accountcode: text,
  dialplan: z.object({ exten: text }),
  channelvars: z.record(text, text).default({}),
});
export type Channel = z.infer<typeof Channel>;

/** A phone asks for a transfer: to a number, or (Replaces) to the other side of another channel. */
const Transfer = z.object({
  /** Absent when it is asked for; Asterisk then tells what we have said of it. */
  state: text.optional(),
  refer_to: z.object({
    requested_destination: z.object({ protocol_id: text.optional(), destination: text.optional() }),
    destination_channel: z.object({ id: text }).optional(),
  }),
  referred_by: z.object({ source_channel: z.object({ id: text }) }),
});
export type Transfer = z.infer<typeof Transfer>;

const Event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('StasisStart'),
    args: z.array(text),
    channel: Channel,
    replace_channel: Channel.optional(),
  }),
  z.object({ type: z.literal('StasisEnd'), channel: Channel }),
  z.object({ type: z.literal('ChannelStateChange'), channel: Channel }),
  z.object({
    type: z.literal('ChannelDestroyed'),
    channel: Channel,
    cause: z.number().default(0),
    tech_cause: z.number().default(0),
  }),
  z.object({ type: z.literal('Dial'), peer: Channel, dialstatus: text }),
  z.object({ type: z.literal('ChannelDtmfReceived'), channel: Channel, digit: text }),
  z.object({ type: z.literal('ChannelHold'), channel: Channel }),
  z.object({ type: z.literal('ChannelUnhold'), channel: Channel }),
  z.object({ type: z.literal('ChannelTransfer'), ...Transfer.shape }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: text, state: text }) }),
  z.object({ type: z.literal('RecordingFinished'), recording: z.object({ name: text }) }),
  z.object({ type: z.literal('RecordingFailed'), recording: z.object({ name: text }) }),
  z.object({ type: z.literal('ChannelUserevent'), eventname: text }),
  z.object({
    type: z.literal('ContactStatusChange'),
    endpoint: z.object({ resource: text }),
    contact_info: z.object({ uri: text, contact_status: text, aor: text }),
  }),
]);
export type AriEvent = z.infer<typeof Event>;

/** What the application wishes to be told of: Asterisk tells much more of every call otherwise. */
export const wantedEvents: readonly AriEvent['type'][] = Event.options.map(({ shape }) => shape.type.value);

/** A call is not lost because of a sign in it that is none. */
const sound = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? storable(value.slice(0, longest)) : value;

/** An answer as everything after it can hold it: it repeats what phones have written. @throws SyntaxError */
export const readAnswer = (said: string): unknown => (said === '' ? null : JSON.parse(said, sound));

/** Null for what the driver does not know, or cannot read: Asterisk may say more than we ask for. */
export function readEvent(said: string): AriEvent | null {
  try {
    return Event.safeParse(JSON.parse(said, sound)).data ?? null;
  } catch {
    return null;
  }
}

/** One that cannot be read keeps nobody from the others. */
export const readChannels = (answer: unknown): readonly Channel[] =>
  z
    .array(z.unknown())
    .parse(answer)
    .flatMap((each) => Channel.safeParse(each).data ?? []);

const Bridge = z.object({ id: text, name: text, channels: z.array(text) });
export type FoundBridge = z.infer<typeof Bridge>;

export const readBridges = (answer: unknown): readonly FoundBridge[] =>
  z
    .array(z.unknown())
    .parse(answer)
    .flatMap((each) => Bridge.safeParse(each).data ?? []);

/** The parts of an object of PJSIP's configuration. */
export const readFields = (answer: unknown) => z.array(z.object({ attribute: text, value: text })).parse(answer);

export const readVariable = (answer: unknown): string => z.object({ value: text }).parse(answer).value;

/** How many packets have come from a channel's device. */
export const readReceived = (answer: unknown): number => z.object({ rxcount: z.number() }).parse(answer).rxcount;

/** Whether it has begun. */
export const readRecordingState = (answer: unknown): string => z.object({ state: text }).parse(answer).state;

/** Names of the recordings that lie in Asterisk's folder, whoever has made them. */
export const readRecordings = (answer: unknown): readonly string[] =>
  z
    .array(z.unknown())
    .parse(answer)
    .flatMap((each) => z.object({ name: text }).safeParse(each).data?.name ?? []);

/** When Asterisk was started. */
export const readStart = (answer: unknown): string =>
  z.object({ status: z.object({ startup_time: text }) }).parse(answer).status.startup_time;

/** States of devices that are ours to set, by name. */
export const readDeviceStates = (answer: unknown) =>
  z
    .array(z.object({ name: text, state: text }))
    .parse(answer)
    .map(({ name, state }) => [name.replace(/^Stasis:/, ''), state] as const);

/** Names of the endpoints that Asterisk has. */
export const readEndpoints = (answer: unknown): readonly string[] =>
  z
    .array(z.object({ resource: text }))
    .parse(answer)
    .map(({ resource }) => resource);
