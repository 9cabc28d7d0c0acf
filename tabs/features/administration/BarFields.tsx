import { Field, Input, Select } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import type { ReactNode } from 'react';
import { useBarStyles } from './bar-styles';

export interface SearchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is typed narrows the list below. */
export function SearchField({ label, hint, value, onChange }: SearchFieldProps): ReactNode {
  const bar = useBarStyles();
  return (
    <Field className={bar.search} label={label}>
      <Input
        type="search"
        contentBefore={<SearchRegular />}
        placeholder={hint}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

export interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Value[];
  readonly textOf: (option: Value) => string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, which narrows the list below. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): ReactNode {
  const { label, options, textOf, value, onChange } = props;
  const bar = useBarStyles();
  function choose(wanted: string): void {
    const chosen = options.find((option) => option === wanted);
    if (chosen !== undefined) onChange(chosen);
  }
  return (
    <Field className={bar.field} label={label}>
      <Select value={value} onChange={(_, data) => choose(data.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
