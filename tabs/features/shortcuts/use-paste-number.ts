import { useEffect } from 'react';
import { useNumbers } from '../../ui/use-numbers';
import { searchField } from './focus-search';
import { leavesKeys } from './plain-keys';

/**
 * A number that is pasted where nothing takes it goes into the search field, where Enter calls it. Other text is left
 * alone.
 */
export function usePasteNumber(): void {
  const numbers = useNumbers();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      const field = searchField();
      if (event.defaultPrevented || !leavesKeys(event.target) || field === null || numbers.read(text) === null) return;
      event.preventDefault();
      field.focus();
      field.setRangeText(text, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [numbers]);
}
