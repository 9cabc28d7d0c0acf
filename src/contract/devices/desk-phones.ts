import { z } from 'zod';
import { DeviceId, UserId } from '../ids';
import { line } from '../text';
import { phoneMakes, phoneTransports } from './phone-limits';

export const PhoneTransport = z.enum(phoneTransports);
export type PhoneTransport = z.infer<typeof PhoneTransport>;

/** A plain SIP phone of a person's. */
export const DeskPhone = z.object({
  id: DeviceId,
  label: z.string(),
  transport: PhoneTransport,
  /** It is registered, and answers. */
  registered: z.boolean(),
  /** What it calls itself; null: it has never been here. */
  model: z.string().nullable(),
  /** When it was here last, while it is not. */
  seenAtMs: z.number().int().nullable(),
});
export type DeskPhone = z.infer<typeof DeskPhone>;

/** `GET /api/desk-phones`, `GET /api/administration/people/:userId/desk-phones` */
export const DeskPhoneList = z.object({
  /** The transports that there are; none: the switch serves no such phones. */
  transports: z.array(PhoneTransport),
  phones: z.array(DeskPhone),
});
export type DeskPhoneList = z.infer<typeof DeskPhoneList>;

/** `POST /api/desk-phones`, `POST /api/administration/people/:userId/desk-phones` */
export const NewDeskPhone = z.object({ label: line(60, 1), transport: PhoneTransport });
export type NewDeskPhone = z.infer<typeof NewDeskPhone>;

/** What is entered in a phone. The secret is shown this once: nobody has it afterwards but the phone. */
export const DeskPhoneAccount = z.object({
  phone: DeskPhone,
  host: z.string(),
  port: z.number().int(),
  username: z.string(),
  password: z.string(),
  /** The same as one line, for a phone that reads it from the screen. */
  uri: z.string(),
});
export type DeskPhoneAccount = z.infer<typeof DeskPhoneAccount>;

/** `POST …/desk-phones/:deviceId/setup`: an address at which the phone fetches its settings, once. */
export const PhoneSetup = z.object({ make: z.enum(phoneMakes) });
export type PhoneSetup = z.infer<typeof PhoneSetup>;

export const PhoneSetupAddress = z.object({ address: z.string(), expiresAtMs: z.number().int() });
export type PhoneSetupAddress = z.infer<typeof PhoneSetupAddress>;

/** Whose, where they are another's. */
export const DeskPhonesParams = z.object({ userId: UserId.optional() });
export const DeskPhoneParams = DeskPhonesParams.extend({ deviceId: DeviceId });
