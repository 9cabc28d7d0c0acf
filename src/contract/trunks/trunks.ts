import { z } from 'zod';
import { EndReason } from '../calls/end-reason';
import { TrunkId } from '../ids';
import { line, opaque } from '../text';
import {
  callerFields,
  diversionFields,
  fromShows,
  longestTrunkName,
  mostAddresses,
  mostCallsAtOnce,
  mostPrefixes,
  mostTrunks,
  numberFormats,
  refusalReasons,
  registrations,
  soundEncryptions,
  testPhases,
  trunkCodecs,
  trunkFaults,
  trunkTransports,
} from './choices';

/** A name of DNS, or an address; those of IPv6 in brackets. */
const host = opaque(253, 1).regex(/^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]{2,45}\])$/);
/** Where calls come from: a host, or a network as 192.0.2.0/24. */
const source = opaque(253, 1).regex(
  /^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?:\/[0-9]{1,2})?|[0-9A-Fa-f:]{2,45}(?:\/[0-9]{1,3})?)$/,
);
/** The user part of an address (RFC 3261 section 25.1), without what would need quoting. */
const account = opaque(100, 1).regex(/^[A-Za-z0-9_.!~*'()&=+$%-]+$/);
/** A host, or host:port. */
const proxy = opaque(260, 1)
  .regex(/^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/)
  .refine((text) => {
    const [, at = '1'] = /:([0-9]+)$/.exec(text.replace(/^\[.*\]/, '')) ?? [];
    return Number(at) >= 1 && Number(at) <= 65_535;
  });
const prefix = opaque(16, 2).regex(/^\+?[0-9]+$/);
const port = z.number().int().min(1).max(65_535);

/** What an administrator says of a trunk; its password goes beside it and never comes back. */
export const TrunkSettings = z.object({
  name: line(longestTrunkName, 1),
  /** One that is not used is kept, and no call goes over it. */
  enabled: z.boolean(),
  host,
  /** Null: as DNS says, else 5060, or 5061 for TLS. */
  port: port.nullable(),
  transport: z.enum(trunkTransports),
  /** Registers with its account; else the operator knows it by the switch's address. */
  registers: z.boolean(),
  account: account.nullable(),
  /** The name that goes with the password, where it is not the account. */
  loginName: opaque(100, 1).nullable(),
  /** The operator's domain, where it is not the host. */
  domain: host.nullable(),
  /** Everything goes over this host, or host:port, where the operator says so (outbound proxy). */
  proxy: proxy.nullable(),
  /** Where calls come from besides the host. */
  sources: z.array(source).max(mostAddresses),
  /** How the operator writes numbers: those that are called, those that call, and those that come. */
  calledFormat: z.enum(numberFormats),
  callerFormat: z.enum(numberFormats),
  comingFormat: z.enum(numberFormats),
  fromShows: z.enum(fromShows),
  callerField: z.enum(callerFields),
  diversionField: z.enum(diversionFields),
  /** What is shown where the caller shows none: E.164. The operator needs to know whose call it is. */
  mainNumber: opaque(16, 4)
    .regex(/^\+[0-9]+$/)
    .nullable(),
  codecs: z
    .array(z.enum(trunkCodecs))
    .min(1)
    .max(trunkCodecs.length)
    .refine((codecs) => new Set(codecs).size === codecs.length),
  encryption: z.enum(soundEncryptions),
  /** Null: as many as come. */
  callsAtOnce: z.number().int().min(1).max(mostCallsAtOnce).nullable(),
  /** Only numbers that begin so, in E.164; none: all. */
  prefixes: z.array(prefix).max(mostPrefixes),
});
export type TrunkSettings = z.infer<typeof TrunkSettings>;

/** `POST /api/administration/trunks`, `PUT …/:id`: a password that is left out stays as it is. */
export const TrunkDraft = TrunkSettings.extend({ password: opaque(200, 1).nullable().optional() }).superRefine(
  ({ registers, account: name }, { addIssue }) => {
    if (registers && name === null) addIssue({ code: 'custom', path: ['account'], message: 'registers without one' });
  },
);
export type TrunkDraft = z.infer<typeof TrunkDraft>;

export const TrunkParams = z.object({ id: TrunkId });
/** `PUT /api/administration/trunks/order`: all of them, the first choice first. */
export const TrunkOrder = z.object({ trunkIds: z.array(TrunkId).max(mostTrunks) });
/** `POST /api/administration/trunks/:id/test`: a number in any notation. */
export const TrunkTest = z.object({ number: line(60, 1) });

/** A call that an administrator has had made over one trunk. */
const TestCall = z.object({
  number: z.string(),
  phase: z.enum(testPhases),
  reason: EndReason.nullable(),
  /** The status of SIP with which the operator refused it. */
  status: z.number().int().nullable(),
});
export type TestCall = z.infer<typeof TestCall>;

/** Why an operator does not register a trunk. */
const Refusal = z.object({
  reason: z.enum(refusalReasons),
  /** Of SIP; null: it said nothing. */
  status: z.number().int().nullable(),
});
export type Refusal = z.infer<typeof Refusal>;

/** How a trunk does now. */
export const TrunkState = z.object({
  trunkId: TrunkId,
  registration: z.enum(registrations),
  /** It answers (OPTIONS); null: not known yet. */
  reachable: z.boolean().nullable(),
  fault: z.enum(trunkFaults).nullable(),
  /** Null also where nobody knows yet. */
  refusal: Refusal.nullable(),
  test: TestCall.nullable(),
});
export type TrunkState = z.infer<typeof TrunkState>;

export const TrunkView = TrunkSettings.extend({ id: TrunkId, hasPassword: z.boolean(), state: TrunkState });
export type TrunkView = z.infer<typeof TrunkView>;

/** `GET /api/administration/trunks`, in their order. */
export const TrunkList = z.object({
  /** This switch can have trunks. */
  possible: z.boolean(),
  trunks: z.array(TrunkView),
});
export type TrunkList = z.infer<typeof TrunkList>;
