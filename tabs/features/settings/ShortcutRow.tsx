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
export function ShortcutRow(props: ShortcutRowProps): ReactNode {
  const { action, inForce, changed, capturing, onCapture, onChange, onReset } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { problem, listen, stop } = useCapture(props);
  const main = useRef<HTMLButtonElement>(null);
  const name = t(`shortcuts.${action}`);

  /** The button that did it goes; the one that shows the result takes the focus. */
  function andBack(act: () => void): void {
    act();
    main.current?.focus();
  }

  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.name}>{name}</span>
        <KeysButton
          ref={(element) => {
            main.current = element;
          }}
          name={name}
          current={inForce[action]}
          capturing={capturing}
          onToggle={() => (capturing ? stop() : onCapture(true))}
          onKeyDown={listen}
          onBlur={() => capturing && stop()}
        />
        <IconButton
          name={t('shortcuts.remove', { action: name })}
          icon={<DismissRegular />}
          hidden={inForce[action] === null}
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

interface Capture {
  /** Why what was pressed cannot be the shortcut. */
  readonly problem: string | null;
  listen(event: KeyboardEvent): void;
  stop(): void;
}

/** Takes the next chord that is pressed as the new shortcut, or says why not; Escape gives up. */
function useCapture({ action, inForce, capturing, onCapture, onChange, onReset }: ShortcutRowProps): Capture {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const mac = isMac(navigator);

  function take(chord: Chord): void {
    const refusal = refuseShortcut(chord, action, inForce);
    const pressed = readableShortcut(shortcutText(chord), mac);
    const by = refusal?.reason === 'taken' ? t(`shortcuts.${refusal.by}`) : '';
    if (refusal !== null) return setProblem(t(`shortcuts.refused.${refusal.reason}`, { pressed, by }));
    setProblem(null);
    if (shortcutText(chord) === deliveredShortcuts[action]) onReset();
    else onChange(shortcutText(chord));
  }

  function stop(): void {
    setProblem(null);
    onCapture(false);
  }

  return {
    problem,
    listen(event) {
      if (!capturing || event.key === 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') return stop();
      const chord = chordOf(event, mac);
      if (chord !== null) take(chord);
    },
    stop,
  };
}

interface KeysButtonProps {
  readonly ref: (element: HTMLButtonElement | null) => void;
  /** What the shortcut does. */
  readonly name: string;
  readonly current: string | null;
  readonly capturing: boolean;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

/** Shows the keys, or that new ones are awaited. */
function KeysButton({ ref, name, current, capturing, onToggle, onKeyDown, onBlur }: KeysButtonProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const keys = current === null ? t('shortcuts.none') : readableShortcut(current, isMac(navigator));
  return (
    <Button
      ref={ref}
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
      onClick={onToggle}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      {capturing ? t('shortcuts.press') : keys}
    </Button>
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
