import type { ShortcutAction } from '../../../src/contract/settings/settings';
import type { LaterParts, Services } from '../../session/services';
import { leadToCalls } from './regions';

type Later = Partial<typeof import('./later')>;

/**
 * Does what a shortcut says: at once, or as soon as the code for it is here, which comes after the first view as the
 * cards do.
 */
export function actWhenLoaded(action: ShortcutAction, services: Services): void {
  const act = (parts: LaterParts): void => {
    (parts as Later).actOnShortcut?.(action, services);
    leadToCalls();
  };
  const { later } = services;
  const loaded = later.get();
  if (loaded !== null) return act(loaded);
  const stop = later.subscribe(() => {
    const parts = later.get();
    if (parts === null) return;
    stop();
    act(parts);
  });
}
