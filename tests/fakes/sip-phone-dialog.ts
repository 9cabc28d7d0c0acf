/** Names one dialogue (RFC 3261 §12): tags as the phone sees them. */
export interface PhoneDialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly remoteUri: string;
}

/** Value of a Replaces header field for the other end of the phone's dialogue (RFC 3891 §3). */
export function replacesValue({ callId, localTag, remoteTag }: PhoneDialog): string {
  return `${callId};to-tag=${remoteTag};from-tag=${localTag}`;
}
