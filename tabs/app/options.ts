import type { i18n as I18n } from 'i18next';
import type { TabConfig } from '../../src/contract/tab-config';
import type { Host } from '../hosts/host';
import type { WindowKind } from '../hosts/window-kind';
import type { OsNotifications } from '../notifications/ports';

/** What a window has to know of itself before its parts can be made. */
export interface CreateServicesOptions {
  readonly config: TabConfig;
  readonly host: Host;
  readonly i18n: I18n;
  readonly windowId: string;
  readonly windowKind: WindowKind;
  readonly notifications: OsNotifications;
  /** What this window is called among the person's phones. */
  readonly deviceLabel: () => string;
}
