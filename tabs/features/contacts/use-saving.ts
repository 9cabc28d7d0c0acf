import { useState } from 'react';

/** Saves what a dialog asks for, and closes it once that is stored. */
export function useSaving(onClose: () => void): { saving: boolean; save(stored: () => Promise<boolean>): void } {
  const [saving, setSaving] = useState(false);
  async function saveNow(stored: () => Promise<boolean>): Promise<void> {
    setSaving(true);
    if (await stored()) onClose();
    else setSaving(false);
  }
  return { saving, save: (stored) => void saveNow(stored) };
}
