import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letter } from './directory';
import { tint } from '../../ui/tint';

const useStyles = makeStyles({
  letters: {
    display: 'flex',
    flexDirection: 'column',
    width: '24px',
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} 0`,
    boxSizing: 'border-box',
    touchAction: 'none',
    userSelect: 'none',
    minHeight: 0,
  },
  letter: {
    flex: '1 1 0',
    minHeight: 0,
    maxHeight: '24px',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase100,
    lineHeight: 1,
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorBrandForeground1, backgroundColor: tint(4) },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightBold },
});

export interface LetterIndexProps {
  readonly letters: readonly Letter[];
  /** The row that stands on top. */
  readonly first: number;
  readonly onGo: (offset: number) => void;
}

/** The letters of a long list: pressed, drawn over, or gone through by the arrows, the list follows. */
export function LetterIndex({ letters, first, onGo }: LetterIndexProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const gone = useRef<string | null>(null);
  const here = letters.findLast(({ offset }) => offset <= first)?.letter ?? letters[0]?.letter;

  function go(letter: string | undefined): void {
    const found = letters.find((each) => each.letter === letter);
    if (found === undefined || gone.current === found.letter) return;
    gone.current = found.letter;
    onGo(found.offset);
  }

  function onPointerMove({ buttons, clientX, clientY }: PointerEvent): void {
    if (buttons === 0) return;
    const under = document.elementFromPoint(clientX, clientY);
    if (under instanceof HTMLElement) go(under.dataset['letter']);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-letter]')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    const button = to === undefined ? undefined : buttons[to];
    if (button === undefined) return;
    event.preventDefault();
    button.focus();
    go(button.dataset['letter']);
  }

  return (
    <div
      className={styles.letters}
      role="toolbar"
      tabIndex={-1}
      aria-orientation="vertical"
      aria-label={t('contacts.letters')}
      onPointerMove={onPointerMove}
      onPointerDown={() => (gone.current = null)}
      onKeyDown={onKeyDown}
    >
      {letters.map(({ letter }) => (
        <button
          key={letter}
          type="button"
          data-letter={letter}
          className={mergeClasses(styles.letter, letter === here && styles.here)}
          aria-current={letter === here || undefined}
          tabIndex={letter === here ? 0 : -1}
          onClick={() => {
            gone.current = null;
            go(letter);
          }}
        >
          {letter}
        </button>
      ))}
    </div>
  );
}
