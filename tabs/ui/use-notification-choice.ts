import { useState } from 'react';
import { useServices } from './services';
import type { NoticePermission } from '../notifications/ports';
import { useStore } from './use-store';
import { useChangeSettings } from './use-change-settings';

export interface NotificationChoice {
  /** What the browser allows this window. */
  readonly permission: NoticePermission;
  /** What the person has said; null = nothing yet. */
  readonly wanted: boolean | null;
  /** From a press: the browser may ask. Whoever refuses it then has said no, and is not asked again. */
  turnOn(): void;
  turnOff(): void;
}

/** Whether calls are shown by the operating system: the person's word, kept with the settings, and the browser's. */
export function useNotificationChoice(): NotificationChoice {
  const { notifications, store } = useServices();
  const change = useChangeSettings();
  const wanted = useStore(store, (state) => state.settings.notifications);
  const [permission, setPermission] = useState(() => notifications.permission());
  return {
    permission,
    wanted,
    turnOn() {
      void notifications.ask().then((given) => {
        setPermission(given);
        change({ notifications: given === 'granted' || given === 'unsupported' });
      });
    },
    turnOff: () => change({ notifications: false }),
  };
}
