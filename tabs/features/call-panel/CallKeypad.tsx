import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import type { PanelTask } from '../../view-models/panel-task';
import { Keypad, isTone } from '../keypad/Keypad';

const useStyles = makeStyles({
  box: { marginTop: tokens.spacingVerticalM, outline: 'none', borderRadius: tokens.borderRadiusMedium },
  sent: {
    minHeight: '24px',
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
    letterSpacing: '0.08em',
    overflow: 'hidden',
    direction: 'rtl',
    whiteSpace: 'nowrap',
  },
  key: {
    backgroundColor: 'color-mix(in srgb, currentColor 8%, transparent)',
    color: 'inherit',
    ...shorthands.borderColor('color-mix(in srgb, currentColor 20%, transparent)'),
    ':hover': { backgroundColor: 'color-mix(in srgb, currentColor 16%, transparent)', color: 'inherit' },
    ':hover:active': { backgroundColor: 'color-mix(in srgb, currentColor 26%, transparent)', color: 'inherit' },
  },
});

/** Digits into the call (RFC 4733); clicked or typed, and heard. */
export function CallKeypad({
  task,
  onClose,
}: {
  task: PanelTask & { readonly kind: 'keypad' };
  onClose: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, panelTask } = useServices();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const press = (digit: string): void => {
    calls.sendDigit(task.callId, digit);
    panelTask.set({ ...task, sent: task.sent + digit });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- typed digits; its buttons are named
    <div
      ref={box}
      className={styles.box}
      tabIndex={-1}
      role="group"
      aria-label={t('keypad.title')}
      onKeyDown={(event) => {
        // The card around it takes digits, too.
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
        else if (isTone(event)) press(event.key);
      }}
    >
      <div className={styles.sent} aria-live="polite">
        <bdi>{task.sent}</bdi>
      </div>
      <Keypad onDigit={press} keyClassName={styles.key} />
    </div>
  );
}
