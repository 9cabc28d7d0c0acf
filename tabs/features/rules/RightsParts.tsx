import {
  Button,
  Combobox,
  Field,
  Option,
  Radio,
  RadioGroup,
  Text,
  makeStyles,
  tokens,
  useId,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Forwarders, RightsView } from '../../../src/contract/rules/rights';
import { countryCodes } from './country-codes';
import { PartyCombobox } from './PartyCombobox';
import type { Party } from './PartyCombobox';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
  },
  // Fluent's own least width is wider than the smallest screen.
  field: { minWidth: 0, width: '100%' },
});

const nobody: Party = { kind: 'text', text: '' };

type People = RightsView['chosen'];

interface ChosenPeopleProps {
  readonly people: People;
  readonly onPeople: (people: People) => void;
  /** Of the list, and of the field that adds to it, where there are several. */
  readonly label?: string;
  readonly add?: string;
}

/** Who may, where only some may. */
export function ChosenPeople({ people, onPeople, label, add: addLabel }: ChosenPeopleProps): ReactNode {
  const { t } = useTranslation();
  const [party, setParty] = useState<Party>(nobody);
  function add(next: Party): void {
    if (next.kind !== 'user') return setParty(next);
    const isKnown = people.some(({ userId }) => userId === next.userId);
    if (!isKnown) onPeople([...people, { userId: next.userId, name: next.text }]);
    setParty(nobody);
  }
  return (
    <>
      <Dismissible
        label={label ?? t('rules.rights.people')}
        items={people.map(({ userId, name }) => ({ value: userId, text: name }))}
        onRemove={(gone) => onPeople(people.filter(({ userId }) => userId !== gone))}
      />
      <PartyCombobox label={addLabel ?? t('rules.rights.addPerson')} party={party} onParty={add} colleaguesOnly />
    </>
  );
}

/** Countries, by their names in the reader's language. */
export function Countries({
  label,
  countries,
  onCountries,
}: {
  readonly label: string;
  readonly countries: readonly string[];
  readonly onCountries: (countries: string[]) => void;
}): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const names = useMemo(() => new Intl.DisplayNames(i18n.language, { type: 'region' }), [i18n.language]);
  const nameOf = (code: string): string => names.of(code) ?? code;
  const wanted = text.trim().toLowerCase();
  const free = countryCodes
    .filter((code) => !countries.includes(code))
    .map((code) => ({ code, name: nameOf(code) }))
    .filter(({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted)
    .toSorted((a, b) => a.name.localeCompare(b.name, i18n.language));
  return (
    <>
      <Dismissible
        label={label}
        items={countries.map((code) => ({ value: code, text: nameOf(code) }))}
        onRemove={(gone) => onCountries(countries.filter((code) => code !== gone))}
      />
      <Field
        label={t('rules.rights.addCountry')}
        {...(free.length === 0 && { validationMessage: t('rules.rights.noCountry') })}
      >
        <Combobox
          freeform
          expandIcon={null}
          className={styles.field}
          input={{ className: styles.field }}
          value={text}
          selectedOptions={[]}
          onChange={(event) => setText(event.target.value)}
          onOptionSelect={(_, { optionValue }) => {
            if (optionValue) onCountries([...countries, optionValue].toSorted());
            setText('');
          }}
        >
          {free.slice(0, 12).map(({ code, name }) => (
            <Option key={code} value={code}>
              {name}
            </Option>
          ))}
        </Combobox>
      </Field>
    </>
  );
}

interface DismissibleProps {
  readonly label: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
  readonly onRemove: (value: string) => void;
}

/** Before an item goes: the focus is on its neighbour then, or in the field that adds one. */
function focusBeside(item: HTMLElement): void {
  const list = item.closest('ul');
  const beside = (item.nextElementSibling ?? item.previousElementSibling)?.querySelector('button');
  (beside ?? list?.parentElement?.nextElementSibling?.querySelector('input'))?.focus();
}

/** What was chosen, each with its way out. */
export function Dismissible({ label, items, onRemove }: DismissibleProps): ReactNode {
  const { t } = useTranslation();
  const styles = useStyles();
  const labelId = useId('rights');
  if (items.length === 0) return null;
  return (
    <div>
      <Text id={labelId}>{label}</Text>
      {/* No tags of Fluent's: their hidden stops for Tab and their roles are none that axe takes. */}
      <ul aria-labelledby={labelId} className={styles.group}>
        {items.map(({ value, text }) => (
          <li key={value}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t('rules.rights.remove', { name: text })}
              onClick={(event) => {
                const item = event.currentTarget.closest('li');
                if (item) focusBeside(item);
                onRemove(value);
              }}
            >
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const choices: readonly Forwarders[] = ['everybody', 'chosen', 'nobody'];

interface WhoProps {
  readonly label: string;
  readonly value: Forwarders;
  readonly onValue: (value: Forwarders) => void;
}

/** Everybody, some, or nobody. */
export function Who({ label, value, onValue }: WhoProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Field label={label}>
      <RadioGroup value={value} onChange={(_, data) => onValue(data.value as Forwarders)}>
        {choices.map((each) => (
          <Radio key={each} value={each} label={t(`rules.rights.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}
