import { useEffect } from 'react';
import { useServices } from '../../ui/services';
import { useShortcutsInForce } from '../../ui/use-shortcut-keys';
import { isMac, pressedAction } from '../../view-models/shortcuts';
import { actWhenLoaded } from './act-when-loaded';
import { focusSearch } from './focus-search';
import { plainKey } from './plain-keys';
import { moveToRegion } from './regions';

/** All keys that work wherever the focus is. */
export function useShortcuts(showShortcuts: () => void): void {
  const services = useServices();
  const inForce = useShortcutsInForce();
  useEffect(() => {
    const mac = isMac(navigator);
    const plainKeysOn = (): boolean => services.store.get().settings.shortcuts.plainKeys !== null;
    const act = (event: KeyboardEvent): boolean => {
      const action = pressedAction(event, inForce, mac);
      if (action !== null) actWhenLoaded(action, services);
      else if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey)
        moveToRegion(event.shiftKey ? -1 : 1);
      else if (isCtrlK(event, mac)) focusSearch();
      else return plainKeysOn() && actOnPlainKey(event);
      return true;
    };
    const actOnPlainKey = (event: KeyboardEvent): boolean => {
      const meant = plainKey(event);
      if (meant === 'shortcuts') showShortcuts();
      if (meant === 'search' || meant === 'digit') focusSearch();
      // The digit itself lands in the field, which has the focus by now.
      return meant !== null && meant !== 'digit';
    };
    const onKey = (event: KeyboardEvent): void => {
      // While Settings listens for a new shortcut it keeps the press for itself.
      if (event.defaultPrevented || event.repeat) return;
      if (act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [services, inForce, showShortcuts]);
}

/** As search is reached in many programs; where the host or the browser keeps it, it never gets here. */
function isCtrlK({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, mac: boolean): boolean {
  return key.toLowerCase() === 'k' && (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
}
