import type { KeyboardEvent } from 'react';

/** What the keys of a row do beside opening it: Ctrl+Enter (⌘) calls, Delete takes it away. */
export const rowKeys =
  ({ call, remove }: { call?: () => void; remove?: () => void }) =>
  (event: KeyboardEvent): void => {
    const calls = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    const act = calls ? call : event.key === 'Delete' ? remove : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
