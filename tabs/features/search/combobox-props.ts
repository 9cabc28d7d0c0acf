import type { InputProps } from '@fluentui/react-components';

/** What makes an input the combobox of a SearchGrid (ARIA Authoring Practices, "Combobox" with a grid popup). */
export function comboboxProps({
  gridId,
  open,
  currentId,
  label,
}: {
  gridId: string;
  open: boolean;
  currentId: string | undefined;
  label: string;
}) {
  return {
    type: 'text',
    inputMode: 'search',
    autoComplete: 'off',
    placeholder: label,
    'aria-label': label,
    role: 'combobox',
    'aria-expanded': open,
    'aria-haspopup': 'grid',
    'aria-autocomplete': 'list',
    'aria-controls': gridId,
    ...(open && currentId !== undefined ? { 'aria-activedescendant': `${gridId}-${currentId}` } : {}),
  } as const satisfies InputProps;
}
