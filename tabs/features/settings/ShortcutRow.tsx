import { Button, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons/svg/arrow-reset';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShortcutAction } from '../../../src/contract/settings/settings';
import { refuseShortcut } from './refuse-shortcut';
import { chordOf, deliveredShortcuts, isMac, readableShortcut, shortcutText } from '../../view-models/shortcuts';
import type { Chord, Shortcuts } from '../../view-models/shortcuts';

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column' },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, flexWrap: 'wrap' },
  name: { flex: '1 1 140px', minWidth: 0 },
  keys: { minWidth: '132px', fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightRegular },
  none: { color: tokens.colorNeutralForeground3 },
  listening: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '1px' },
  hidden: { visibility: 'hidden' },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

export interface ShortcutRowProps {
  readonly action: ShortcutAction;
  readonly inForce: Shortcuts;
  /** Not as delivered. */
  readonly changed: boolean;
  readonly capturing: boolean;
  readonly onCapture: (on: boolean) => void;
  readonly onChange: (shortcut: string | null) => void;
  readonly onReset: () => void;
}

/** One shortcut: pressing its button listens for a new one, which is refused with the reason when it cannot be. */
export function ShortcutRow({
  action,
  inForce,
  changed,
  capturing,
  onCapture,
  onChange,
  onReset,
}: ShortcutRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const main = useRef<HTMLButtonElement>(null);
  const mac = isMac(navigator);
  const name = t(`shortcuts.${action}`);
  const current = inForce[action];
  const keys = current === null ? t('shortcuts.none') : readableShortcut(current, mac);

  function listen(event: KeyboardEvent): void {
    if (!capturing || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return stop();
    const chord = chordOf(event, mac);
    if (chord !== null) take(chord);
  }

  function take(chord: Chord): void {
    const refusal = refuseShortcut(chord, action, inForce);
    const pressed = readableShortcut(shortcutText(chord), mac);
    const by = refusal?.reason === 'taken' ? t(`shortcuts.${refusal.by}`) : '';
    if (refusal !== null) return setProblem(t(`shortcuts.refused.${refusal.reason}`, { pressed, by }));
    setProblem(null);
    if (shortcutText(chord) === deliveredShortcuts[action]) onReset();
    else onChange(shortcutText(chord));
  }

  /** The button that did it goes; the one that shows the result takes the focus. */
  function andBack(act: () => void): void {
    act();
    main.current?.focus();
  }

  function stop(): void {
    setProblem(null);
    onCapture(false);
  }

  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.name}>{name}</span>
        <Button
          ref={(element: HTMLButtonElement | null) => {
            main.current = element;
          }}
          size="small"
          className={mergeClasses(
            styles.keys,
            current === null && !capturing && styles.none,
            capturing && styles.listening,
          )}
          aria-label={
            capturing ? t('shortcuts.listening', { action: name }) : t('shortcuts.change', { action: name, keys })
          }
          aria-pressed={capturing}
          onClick={() => (capturing ? stop() : onCapture(true))}
          onKeyDown={listen}
          onBlur={() => capturing && stop()}
        >
          {capturing ? t('shortcuts.press') : keys}
        </Button>
        <IconButton
          name={t('shortcuts.remove', { action: name })}
          icon={<DismissRegular />}
          hidden={current === null}
          onClick={() => andBack(() => onChange(null))}
        />
        <IconButton
          name={t('shortcuts.reset', { action: name })}
          icon={<ArrowResetRegular />}
          hidden={!changed}
          onClick={() => andBack(onReset)}
        />
      </div>
      {problem !== null && (
        <Text size={200} role="alert" className={styles.problem}>
          {problem}
        </Text>
      )}
    </li>
  );
}

interface IconButtonProps {
  readonly name: string;
  readonly icon: ReactElement;
  /** Out of sight, but its place is kept. */
  readonly hidden: boolean;
  readonly onClick: () => void;
}

function IconButton({ name, icon, hidden, onClick }: IconButtonProps): ReactNode {
  const styles = useStyles();
  return (
    <Tooltip content={name} relationship="label">
      <Button
        size="small"
        appearance="subtle"
        icon={icon}
        className={mergeClasses(hidden && styles.hidden)}
        onClick={onClick}
      />
    </Tooltip>
  );
}
