import { useCallback, useState } from 'react';

export interface Popup {
  readonly open: boolean;
  readonly trigger: HTMLButtonElement | null;
  readonly toggle: () => void;
  readonly close: () => void;
  /** For Fluent's `onOpenChange`. */
  readonly onOpenChange: (event: unknown, data: { readonly open: boolean }) => void;
}

/**
 * A button whose popup is loaded after the first view, so that the popup cannot own the button. Pressing the button
 * while the popup is open counts as "outside" to Fluent; the button itself decides then.
 */
export function usePopup(): Popup & {
  /** The button's ref. */
  readonly setTrigger: (element: HTMLButtonElement | null) => void;
} {
  const [open, setOpen] = useState(false);
  const [trigger, setTrigger] = useState<HTMLButtonElement | null>(null);
  const close = useCallback(() => {
    setOpen(false);
    trigger?.focus();
  }, [trigger]);
  const onOpenChange = useCallback(
    (event: unknown, data: { readonly open: boolean }) => {
      const target = event !== null && typeof event === 'object' && 'target' in event ? event.target : null;
      if (!data.open && !(target instanceof Node && trigger?.contains(target))) close();
    },
    [close, trigger],
  );
  return { open, trigger, setTrigger, toggle: () => (open ? close() : setOpen(true)), close, onOpenChange };
}
