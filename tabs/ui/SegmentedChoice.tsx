import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { tint } from './tint';

/** A little less where there is little room. */
const inset = 'clamp(6px, 3cqi, 12px)';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  item: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    boxSizing: 'border-box',
    padding: `3px ${inset}`,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tint(4) },
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
  /** As high as a button beside it. */
  tall: { padding: `5px ${inset}` },
  input: { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer', width: '100%', height: '100%' },
});

export interface SegmentedChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tall?: boolean;
}

/** A radio group drawn as a segmented control. */
export function SegmentedChoice<Value extends string>(props: SegmentedChoiceProps<Value>): ReactNode {
  const { label, options, value, onChange, tall = false } = props;
  const styles = useStyles();
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.group}>
      {options.map((option) => {
        const isOn = option.value === value;
        return (
          <label
            key={option.value}
            data-choice
            className={mergeClasses(styles.item, tall && styles.tall, isOn && styles.on)}
          >
            <input
              type="radio"
              className={styles.input}
              name={name}
              checked={isOn}
              onChange={() => onChange(option.value)}
            />
            {option.text}
          </label>
        );
      })}
    </div>
  );
}
