import type { TrunkId } from '../ids';

/** How a number is written towards an operator: +46701234567, 46701234567, 0046701234567 or 0701234567. */
export const numberFormats = ['plus', 'digits', 'zeros', 'national'] as const;
export type NumberFormat = (typeof numberFormats)[number];

export const trunkTransports = ['udp', 'tcp', 'tls'] as const;

/** Best first, as they stand before an administrator has chosen. */
export const trunkCodecs = ['alaw', 'ulaw', 'g722', 'opus'] as const;

/** Where an operator reads who calls, besides From: RFC 3325, its word for phones, the draft before it, or nowhere. */
export const callerFields = ['asserted', 'preferred', 'remoteParty', 'none'] as const;

/** What From names. */
export const fromShows = ['number', 'account'] as const;

/** How an operator is told who has forwarded a call: RFC 5806, RFC 7044, or not at all. */
export const diversionFields = ['diversion', 'historyInfo', 'none'] as const;

/** Whether sound is encrypted (SRTP): never, where the operator does it too, or else there is no call. */
export const soundEncryptions = ['none', 'offered', 'required'] as const;

/** As its operator has it, as far as the switch has heard. */
export const registrations = ['none', 'trying', 'registered', 'rejected'] as const;

/** What keeps the switch from using a trunk at all: the host has no address, or the switch does not take it. */
export const trunkFaults = ['hostUnknown', 'notTaken'] as const;

/** Why an operator does not register an account: what it says, or why it says nothing. */
export const refusalReasons = [
  ...(['credentials', 'unknownAccount', 'refused', 'failing'] as const),
  ...(['timeout', 'nameUnknown', 'unreachable', 'certificate', 'tls'] as const),
] as const;

/** How soon it is tried again to register it, or to have the switch take it. */
export const trunkRetrySeconds = 20;

export const testPhases = ['dialling', 'heard', 'ringing', 'answered', 'ended'] as const;

export const mostTrunks = 20;
export const mostAddresses = 20;
export const mostPrefixes = 50;
export const mostCallsAtOnce = 10_000;
export const longestTrunkName = 60;

/** In the place of an id: the list of an organisation's trunks, of which it is told that something has changed. */
export const trunkListId = '00000000-0000-0000-0000-000000000000' as TrunkId;
