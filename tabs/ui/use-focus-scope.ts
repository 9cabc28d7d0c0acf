import { useCallback } from 'react';
import type { FocusScope } from '../session/focus-keeper';
import { useServices } from './services';

/**
 * The ref of a part of the page that says who takes the focus when what had it inside is gone; `scope` is a constant.
 */
export function useFocusScope(scope: FocusScope): (element: HTMLElement | null) => void {
  const { focus } = useServices();
  return useCallback(
    (element) => {
      if (element) focus.scope(element, scope);
    },
    [focus, scope],
  );
}
