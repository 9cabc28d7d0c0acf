import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    margin: 0,
    padding: 0,
  },
  item: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    boxSizing: 'border-box',
    padding: `3px ${tokens.spacingHorizontalM}`,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-within': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  on: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  input: { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer', width: '100%', height: '100%' },
});

/** A radio group drawn as a segmented control. */
export function ShowFilter({
  value,
  onChange,
}: {
  value: 'all' | 'missed';
  onChange: (value: 'all' | 'missed') => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('history.show')} className={styles.group}>
      {(['all', 'missed'] as const).map((option) => (
        <label key={option} data-choice className={mergeClasses(styles.item, option === value && styles.on)}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {t(`history.${option}`)}
        </label>
      ))}
    </div>
  );
}
