import { Dropdown, Field, Option, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ dropdown: { minWidth: '140px' } });

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** A labelled choice of one among a few. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const styles = useStyles();
  return (
    <Field label={label}>
      <Dropdown
        className={styles.dropdown}
        value={options.find((option) => option.value === value)?.label ?? value}
        selectedOptions={[value]}
        onOptionSelect={(_event, { optionValue }) => {
          const chosen = options.find((option) => option.value === optionValue);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <Option key={option.value} value={option.value}>
            {option.label}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}
