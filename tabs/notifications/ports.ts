/** A call as the operating system shows it. */
export interface CallNotice {
  /** One notice for each; a later one of the same tag takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly answer: string;
  readonly decline: string;
}

/** What the person did with a notice: one of its buttons, or a press on the notice itself. */
export type NoticeAction = 'answer' | 'decline' | 'open';

/** `unsupported`: this browser, or this kind of window, has none. */
export type NoticePermission = 'granted' | 'denied' | 'default' | 'unsupported';

/** Notifications and the number on the app's icon, by the operating system. */
export interface OsNotifications {
  permission(): NoticePermission;
  /** Asks the person; browsers take it from a press only. */
  ask(): Promise<NoticePermission>;
  /** Never rejects: what cannot be shown is not shown. */
  show(notice: CallNotice): Promise<void>;
  close(tag: string): Promise<void>;
  /** Told of each press. Returns the unsubscriber. */
  onAction(listener: (tag: string, action: NoticeAction) => void): () => void;
  /** The number on the icon of the installed app; 0 takes it away. */
  setBadge(count: number): void;
}

/** For windows that the host shows, and for browsers without: Teams tells of calls by its own feed and the bot. */
export const noNotifications: OsNotifications = {
  permission: () => 'unsupported',
  ask: async () => 'unsupported',
  show: async () => undefined,
  close: async () => undefined,
  onAction: () => () => undefined,
  setBadge: () => undefined,
};
