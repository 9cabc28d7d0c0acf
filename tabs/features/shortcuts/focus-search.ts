/** What is in the field is replaced by what is typed next. */
export function focusSearch(): void {
  const field = searchField();
  field?.focus();
  field?.select();
}

export const searchField = (): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>('[data-shortcut="search"]');
