/** What the database tells of, by the channels of its triggers (migrations). */
export type WakeChannel =
  | 'line_changed'
  | 'contact_entered'
  | 'activity_changed'
  | 'link_changed'
  | 'rules_changed'
  | 'trunk_changed'
  | 'directory_changed'
  | 'call_recordings_changed'
  | 'voicemail_changed'
  | 'greeting_changed'
  | 'answer_group_changed'
  | 'to_answer_changed';

export interface WakeListener {
  /** A transaction has committed that said this; several that say the same may come as one. */
  onNotice(payload: string): void;
  /** The connection was lost and is back: notices may be missing, so everything is to be looked at. */
  onGap(): void;
  /** Nothing is told any more: the server ends. */
  onEnd?(): void;
}

/** Tells of changes in the database, whoever made them, once they can be read. */
export interface Wakes {
  /** Resolves when it listens: what commits from then on is told. @throws VaxelError server.unavailable */
  listen(channel: WakeChannel, listener: WakeListener): Promise<void>;
}
