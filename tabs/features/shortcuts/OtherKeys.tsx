import type { ReactNode } from 'react';
import { useMediaKeys } from './use-media-keys';
import { usePasteNumber } from './use-paste-number';

/** Keys of headsets and keyboards, where the browser tells of them, and numbers that are pasted; draws nothing. */
export function OtherKeys(): ReactNode {
  useMediaKeys();
  usePasteNumber();
  return null;
}
