import { z } from 'zod';

/** A channel as each of its events tells of it; only what the driver reads. */
const Channel = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  accountcode: z.string(),
  dialplan: z.object({ exten: z.string() }),
  channelvars: z.record(z.string(), z.string()).default({}),
});
export type Channel = z.infer<typeof Channel>;

/** A phone asks for a transfer: to a number, or (Replaces) to the other side of another channel. */
const Transfer = z.object({
  /** Absent when it is asked for; Asterisk then tells what we have said of it. */
  state: z.string().optional(),
  refer_to: z.object({
    requested_destination: z.object({ protocol_id: z.string().optional(), destination: z.string().optional() }),
    destination_channel: z.object({ id: z.string() }).optional(),
  }),
  referred_by: z.object({ source_channel: z.object({ id: z.string() }) }),
});
export type Transfer = z.infer<typeof Transfer>;

const Event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('StasisStart'),
    args: z.array(z.string()),
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
  z.object({ type: z.literal('ChannelDtmfReceived'), channel: Channel, digit: z.string() }),
  z.object({ type: z.literal('ChannelHold'), channel: Channel }),
  z.object({ type: z.literal('ChannelUnhold'), channel: Channel }),
  z.object({ type: z.literal('ChannelTransfer'), ...Transfer.shape }),
  z.object({ type: z.literal('PlaybackFinished'), playback: z.object({ id: z.string(), state: z.string() }) }),
  z.object({
    type: z.literal('ContactStatusChange'),
    endpoint: z.object({ resource: z.string() }),
    contact_info: z.object({ uri: z.string(), contact_status: z.string(), aor: z.string() }),
  }),
]);
export type AriEvent = z.infer<typeof Event>;

/** What the application wishes to be told of: Asterisk tells much more of every call otherwise. */
export const wantedEvents: readonly AriEvent['type'][] = Event.options.map(({ shape }) => shape.type.value);

/** Null for what the driver does not know, or cannot read: Asterisk may say more than we ask for. */
export function readEvent(text: string): AriEvent | null {
  try {
    return Event.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const readChannels = (answer: unknown): readonly Channel[] => z.array(Channel).parse(answer);

/** The parts of an object of PJSIP's configuration. */
export const readFields = (answer: unknown) =>
  z.array(z.object({ attribute: z.string(), value: z.string() })).parse(answer);

export const readVariable = (answer: unknown): string => z.object({ value: z.string() }).parse(answer).value;

/** How many packets have come from a channel's device. */
export const readReceived = (answer: unknown): number => z.object({ rxcount: z.number() }).parse(answer).rxcount;

/** When Asterisk was started. */
export const readStart = (answer: unknown): string =>
  z.object({ status: z.object({ startup_time: z.string() }) }).parse(answer).status.startup_time;
