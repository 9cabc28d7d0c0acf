import { z } from 'zod';

/** Identifiers are UUIDs, branded so that one kind is never passed for another. */
export const OrganisationId = z.uuid().brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;

export const UserId = z.uuid().brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** One entry of the company directory or of a user's own contacts. A colleague has both a ContactId and a UserId. */
export const ContactId = z.uuid().brand<'ContactId'>();
export type ContactId = z.infer<typeof ContactId>;

/** One registered endpoint of a user: a tab, a pop-out window, a desk phone. */
export const DeviceId = z.uuid().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

export const CallId = z.uuid().brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

/** One party's connection to the switch within a call. */
export const LegId = z.uuid().brand<'LegId'>();
export type LegId = z.infer<typeof LegId>;

/** One of the activities that people of an organisation choose from. */
export const ActivityId = z.uuid().brand<'ActivityId'>();
export type ActivityId = z.infer<typeof ActivityId>;

/** A group of contacts, the company's or a person's own. */
export const GroupId = z.uuid().brand<'GroupId'>();
export type GroupId = z.infer<typeof GroupId>;

/** A way to the telephone network: a trunk of an organisation's operator. */
export const TrunkId = z.uuid().brand<'TrunkId'>();
export type TrunkId = z.infer<typeof TrunkId>;

/** One recording of what a leg says; also the name of its file. */
export const RecordingId = z.uuid().brand<'RecordingId'>();
export type RecordingId = z.infer<typeof RecordingId>;

/** A sound that somebody has recorded or chosen, such as a greeting; also the name of its file. */
export const SoundId = z.uuid().brand<'SoundId'>();
export type SoundId = z.infer<typeof SoundId>;

/** People who answer calls to one number together. */
export const AnswerGroupId = z.uuid().brand<'AnswerGroupId'>();
export type AnswerGroupId = z.infer<typeof AnswerGroupId>;

/** One stay of somebody who wants to be answered by a group; it outlives its call as a callback. */
export const EntryId = z.uuid().brand<'EntryId'>();
export type EntryId = z.infer<typeof EntryId>;

/** One entry as it rings at one agent, or at several. */
export const OfferId = z.uuid().brand<'OfferId'>();
export type OfferId = z.infer<typeof OfferId>;

/** Somebody whom an answer group, or a person, still has to call. */
export const ToAnswerId = z.uuid().brand<'ToAnswerId'>();
export type ToAnswerId = z.infer<typeof ToAnswerId>;
