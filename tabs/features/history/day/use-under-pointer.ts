import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

const pressable = 'button, a, input, select, textarea';
const moves = ['pointermove', 'focusin', 'keyup'] as const;

/**
 * The newest value, except while the pointer or the keyboard's focus is on something to press in the box: what is about
 * to be pressed is not exchanged for something else.
 *
 * @param keyOf the same for two values that are drawn as the same thing
 */
export function useUnderPointer<T>(box: RefObject<HTMLElement | null>, value: T, keyOf: (value: T) => string): T {
  const [shown, setShown] = useState(value);
  const same = keyOf(shown) === keyOf(value);
  useEffect(() => {
    if (same) return undefined;
    const follow = (): void => {
      const used = [...(box.current?.querySelectorAll(pressable) ?? [])].some((element) =>
        element.matches(':hover, :focus-visible'),
      );
      if (!used) setShown(value);
    };
    follow();
    for (const move of moves) document.addEventListener(move, follow);
    return () => {
      for (const move of moves) document.removeEventListener(move, follow);
    };
  }, [box, value, same]);
  return same ? value : shown;
}
