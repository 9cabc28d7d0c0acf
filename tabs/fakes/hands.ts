import type { Page } from './render';

/** A person at the keyboard and the mouse, who counts. */
export interface Hands {
  /** One press, with its modifiers: `Alt+Shift+X`, `Ctrl+Enter`, `Tab`, `ArrowDown`, `a`. */
  press(chord: string): Promise<void>;
  /** A press for each character. */
  type(text: string): Promise<void>;
  click(element: Element | null): Promise<void>;
  readonly count: { readonly chords: number; readonly characters: number; readonly clicks: number };
}

const tabbable = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex]';

/**
 * Presses keys as a browser does, where jsdom only tells of them: what a key does by itself follows unless somebody
 * prevents it.
 */
export function handsOn(page: Page): Hands {
  const count = { chords: 0, characters: 0, clicks: 0 };

  async function stroke(key: string, modifiers: readonly string[]): Promise<void> {
    const event = new KeyboardEvent('keydown', {
      key: modifiers.includes('Shift') && key.length === 1 ? key.toUpperCase() : key,
      code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
      ctrlKey: modifiers.includes('Ctrl'),
      altKey: modifiers.includes('Alt'),
      shiftKey: modifiers.includes('Shift'),
      bubbles: true,
      cancelable: true,
    });
    await page.act(() => {
      if ((document.activeElement ?? document.body).dispatchEvent(event)) byItself(event);
    });
  }

  function byItself({ key, shiftKey, ctrlKey, altKey }: KeyboardEvent): void {
    // The focus may have gone elsewhere since the key went down.
    const now = document.activeElement;
    if (key === 'Tab') return moveOn(shiftKey ? -1 : 1);
    if (now instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) return now.click();
    if (now instanceof HTMLInputElement && key === 'Enter') return now.form?.requestSubmit();
    if (!(now instanceof HTMLInputElement) || key.length !== 1 || ctrlKey || altKey) return;
    const [from, to] = [now.selectionStart ?? now.value.length, now.selectionEnd ?? now.value.length];
    const value = now.value.slice(0, from) + key + now.value.slice(to);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(now, value);
    now.setSelectionRange(from + 1, from + 1);
    now.dispatchEvent(new Event('input', { bubbles: true }));
  }

  return {
    count,
    press(chord) {
      count.chords += 1;
      const parts = chord === '+' ? ['+'] : chord.split('+');
      const key = parts.pop() ?? '';
      return stroke(key === 'Space' ? ' ' : key, parts);
    },
    async type(text) {
      for (const character of text) {
        count.characters += 1;
        await stroke(character, []);
      }
    },
    async click(element) {
      count.clicks += 1;
      if (!(element instanceof HTMLElement)) throw new Error(`nothing to click in ${document.body.textContent}`);
      await page.act(() => {
        (element.closest<HTMLElement>(tabbable) ?? document.body).focus();
        element.click();
      });
    },
  };
}

function moveOn(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>(tabbable)].filter(({ tabIndex }) => tabIndex >= 0);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
}
