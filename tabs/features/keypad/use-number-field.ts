import { useLayoutEffect, useRef, useState } from 'react';
import type { ClipboardEvent, RefObject } from 'react';
import { useNumbers } from '../../ui/use-numbers';
import { erased, inserted } from '../../view-models/caret-edit';
import type { Edited, Selection } from '../../view-models/caret-edit';

/** What the person has to know of what was entered: it was no number, or these digits behind it are not dialled. */
export type NumberHint = { readonly kind: 'noNumber' } | { readonly kind: 'leftOut'; readonly digits: string };

export interface NumberField {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  /** What to dial; null while there is no number. */
  readonly target: string | null;
  readonly hint: NumberHint | null;
  /** The browser changed the text. What can be no number is not taken. */
  change(text: string): void;
  paste(event: ClipboardEvent): void;
  /** Both act where the caret stands. */
  press(sign: string): void;
  erase(): void;
}

/** A field that takes numbers only, and says so. */
export function useNumberField(): NumberField {
  const numbers = useNumbers();
  const input = useRef<HTMLInputElement>(null);
  const [{ text, caret }, setEdited] = useState<{ readonly text: string; readonly caret: number | null }>({
    text: '',
    caret: null,
  });
  const [hint, setHint] = useState<NumberHint | null>(null);
  const read = numbers.read(text);

  useLayoutEffect(() => {
    if (caret !== null) input.current?.setSelectionRange(caret, caret);
  }, [text, caret]);

  const selection = (): Selection => ({
    start: input.current?.selectionStart ?? text.length,
    end: input.current?.selectionEnd ?? text.length,
  });
  const edit = (edited: Edited, why: NumberHint | null = null): void => {
    setEdited(edited);
    setHint(why);
    input.current?.focus();
  };

  return {
    input,
    text,
    target: read?.number ?? null,
    hint: hint ?? (read !== null && read.after !== '' ? { kind: 'leftOut', digits: read.after } : null),
    change(value) {
      const isNumber = /^[\s(+]*$/.test(value) || numbers.read(value) !== null;
      if (isNumber) setEdited({ text: value, caret: null });
      setHint(isNumber ? null : { kind: 'noNumber' });
    },
    paste(event) {
      event.preventDefault();
      const pasted = numbers.read(event.clipboardData.getData('text/plain'));
      if (pasted === null) return setHint({ kind: 'noNumber' });
      edit(
        inserted(text, selection(), pasted.number),
        pasted.after === '' ? null : { kind: 'leftOut', digits: pasted.after },
      );
    },
    press: (sign) => edit(inserted(text, selection(), sign)),
    erase: () => edit(erased(text, selection())),
  };
}
