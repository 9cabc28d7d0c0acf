import { z } from 'zod';
import { DeviceId } from '../ids';
import { line } from '../text';

export const DeviceKind = z.enum(['tab', 'popout', 'deskPhone', 'mobile']);
export type DeviceKind = z.infer<typeof DeviceKind>;

/** `POST /api/devices`: the window asks to be a phone. The same `windowId` gets the same device back. */
export const DeviceEnrolment = z.object({
  windowId: z.uuid(),
  kind: z.enum(['tab', 'popout', 'deskPhone']),
  /** Shown in the history and in "Rings on", e.g. "Teams". */
  label: line(60, 1),
});
export type DeviceEnrolment = z.infer<typeof DeviceEnrolment>;

/** Minted for one device and for minutes; held in memory only. Renewed by enrolling again before `expiresAtMs`. */
export const SipCredentials = z.object({
  deviceId: DeviceId,
  /** Address of record, e.g. `sip:1001@fjallbo.vaxel`; the user part of REGISTER and From. */
  addressOfRecord: z.string(),
  username: z.string(),
  password: z.string(),
  realm: z.string(),
  /**
   * Of the switch, for the first REGISTER: it need not be asked for credentials (RFC 7616 §3.6). Null where the switch
   * gives none.
   */
  nonce: z.string().nullable(),
  /**
   * Path of the SIP WebSocket (RFC 7118, subprotocol `sip`) on the server's own origin, or its address (wss:)
   * elsewhere.
   */
  webSocketPath: z.string(),
  /** False = what the phone offers or answers has to name a candidate, or no sound comes of it. */
  withoutCandidates: z.boolean(),
  expiresAtMs: z.number().int(),
  /** Until then from the answer on, for a window whose clock may be wrong. */
  validForMs: z.number().int(),
  iceServers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
  ),
});
export type SipCredentials = z.infer<typeof SipCredentials>;

/** A device of mine; `reachable` is probed, never assumed. */
export const DeviceView = z.object({
  id: DeviceId,
  kind: DeviceKind,
  label: z.string(),
  reachable: z.boolean(),
  /** The one window of mine that makes the sound of ringing, decided by the server; never true for a desk phone. */
  ringer: z.boolean(),
});
export type DeviceView = z.infer<typeof DeviceView>;
