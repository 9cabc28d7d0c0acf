import type { AnswerGroupId, ContactId, GroupId, UserId } from '../../src/contract/ids';
import type { QueryClient } from '@tanstack/react-query';
import type { i18n as I18n } from 'i18next';
import type { PhoneLibrary } from '../../src/contract/numbers/numbers';
import type { TabConfig } from '../../src/contract/tab-config';
import type { Rest } from '../api/rest';
import type { Clock } from '../clock';
import type { Host } from '../hosts/host';
import type { OsNotifications } from '../notifications/ports';
import type { RealtimeClient } from '../realtime/client';
import type { Watching } from '../realtime/watching';
import type { AudioSettings } from '../softphone/audio-settings';
import type { Devices, Ringer } from '../softphone/ports';
import type { Softphone } from '../softphone/softphone';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';
import type { CallCard } from '../view-models/call-card';
import type { PanelTask } from '../view-models/panel-task';
import type { Calls } from './calls';
import type { FocusKeeper } from './focus-keeper';
import type { LocalTime } from './local-time';
import type { Notice } from './notices';
import type { TabLog } from './log';
import type { Navigation } from './navigation';
import type { OwnWindow } from './own-window';
import type { Parts } from './parts';

/** Everything that components may use; made once in create-services.ts. */
export interface Services {
  readonly config: TabConfig;
  readonly host: Host;
  readonly clock: Clock;
  readonly rest: Rest;
  readonly queries: QueryClient;
  readonly i18n: I18n;
  readonly realtime: RealtimeClient;
  readonly watching: Watching<UserId>;
  readonly watchingContacts: Watching<ContactId>;
  readonly watchingGroups: Watching<GroupId>;
  readonly watchingAnswerGroups: Watching<AnswerGroupId>;
  readonly watchingWallboards: Watching<AnswerGroupId>;
  readonly softphone: Softphone;
  readonly devices: Devices;
  readonly ringer: Ringer;
  readonly audioSettings: Store<AudioSettings>;
  readonly store: Store<AppState>;
  readonly cards: Store<readonly CallCard[]>;
  readonly calls: Calls;
  /** What the person is in the middle of with one call; it stays while calls come and go. */
  readonly panelTask: Store<PanelTask | null>;
  readonly navigation: Navigation;
  readonly focus: FocusKeeper;
  readonly ownWindow: OwnWindow;
  readonly phoneLibrary: Store<PhoneLibrary | null>;
  readonly notices: Store<Notice | null>;
  readonly notifications: OsNotifications;
  readonly localTime: Store<LocalTime>;
  readonly log: TabLog;
  readonly parts: Parts;
  /** Null until the parts that the first view does without are loaded. */
  readonly later: Store<LaterParts | null>;
  loadLater(): void;
  /** The first view is drawn; saying it again is harmless. */
  drawn(): void;
  /** A call comes back to this page: its sound goes before what is drawn. */
  readonly soundFirst: Store<boolean>;
  /** Makes this window a phone once the first view is on the screen; saying it again is harmless. */
  startPhone(): void;
  signOut(): Promise<void>;
}

/** The components that fill what the first view leaves open, by name; each feature's come from its `later.ts`. */
export type LaterParts = Readonly<Record<string, unknown>>;
