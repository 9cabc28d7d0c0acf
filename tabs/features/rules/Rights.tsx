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
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Forwarders, RightsChange, RightsView } from '../../../src/contract/rules/rights';
import { errorCode } from '../../api/client-error';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { usePageStyles } from '../../ui/page-styles';
import { useServices } from '../../ui/services';
import { countryCodes } from './country-codes';
import { PartyCombobox } from './PartyCombobox';
import type { Party } from './PartyCombobox';

const useStyles = makeStyles({
  tags: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    listStyleType: 'none',
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
  },
  muted: { color: tokens.colorNeutralForeground3 },
  save: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type Draft = Pick<RightsView, 'forwarders' | 'chosen' | 'countries'>;
const path = '/administration/rights';
const choices: readonly Forwarders[] = ['everybody', 'chosen', 'nobody'];

/** Who may have calls forwarded outside, and to which countries. */
export function Rights(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { view, draft, setDraft, save } = useRights();
  if (!view || !draft) return <SectionSkeleton rows={4} />;
  return (
    <div className={page.page}>
      <section className={page.card} aria-labelledby="rights-title">
        <h2 className={page.heading} id="rights-title">
          {t('rules.rights.title')}
        </h2>
        <Field label={t('rules.rights.who')}>
          <RadioGroup
            value={draft.forwarders}
            onChange={(_, { value }) => setDraft({ ...draft, forwarders: value as Forwarders })}
          >
            {choices.map((each) => (
              <Radio key={each} value={each} label={t(`rules.rights.${each}`)} />
            ))}
          </RadioGroup>
        </Field>
        {draft.forwarders === 'chosen' && <People draft={draft} onDraft={setDraft} />}
        {draft.forwarders !== 'nobody' && <Countries draft={draft} onDraft={setDraft} />}
        <Text size={200} className={styles.muted}>
          {t('rules.rights.limits')}
        </Text>
        <div className={styles.save}>
          <Button appearance="primary" onClick={save}>
            {t('rules.rights.save')}
          </Button>
          {isChanged(view, draft) && (
            <Text size={200} className={styles.muted} role="status">
              {t('rules.rights.unsaved')}
            </Text>
          )}
        </div>
      </section>
    </div>
  );
}

const isChanged = (view: RightsView, draft: Draft): boolean =>
  view.forwarders !== draft.forwarders ||
  view.countries.join() !== draft.countries.join() ||
  view.chosen.map(({ userId }) => userId).join() !== draft.chosen.map(({ userId }) => userId).join();

function useRights() {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const queryKey = ['rights'];
  const { data: view } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await (await rest.ask('GET', path, { signal })).json()) as RightsView,
    retry: 1,
  });
  const [changed, setDraft] = useState<Draft | null>(null);
  const draft = changed ?? view ?? null;

  async function put(body: RightsChange): Promise<void> {
    try {
      const answer = await rest.ask('PUT', path, { body });
      queries.setQueryData<RightsView>(queryKey, (await answer.json()) as RightsView);
      setDraft(null);
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'rules.rights.saved' });
    } catch (error) {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      if (errorCode(error) === 'rules.outdated') await queries.invalidateQueries({ queryKey });
    }
  }
  const save = (): void => {
    if (!view || !draft) return;
    const { forwarders, chosen, countries } = draft;
    const userIds = chosen.map(({ userId }) => userId);
    void put({ revision: view.revision, forwarders, userIds, countries });
  };
  return { view: view ?? null, draft, setDraft, save };
}

interface PartProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

const nobody: Party = { kind: 'text', text: '' };

function People({ draft, onDraft }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [party, setParty] = useState<Party>(nobody);
  function add(next: Party): void {
    if (next.kind !== 'user') return setParty(next);
    const isKnown = draft.chosen.some(({ userId }) => userId === next.userId);
    if (!isKnown) onDraft({ ...draft, chosen: [...draft.chosen, { userId: next.userId, name: next.text }] });
    setParty(nobody);
  }
  return (
    <>
      <Dismissible
        label={t('rules.rights.people')}
        items={draft.chosen.map(({ userId, name }) => ({ value: userId, text: name }))}
        removeKey="rules.rights.removePerson"
        onRemove={(gone) => onDraft({ ...draft, chosen: draft.chosen.filter(({ userId }) => userId !== gone) })}
        className={styles.group}
      />
      <PartyCombobox label={t('rules.rights.addPerson')} party={party} onParty={add} colleaguesOnly />
    </>
  );
}

function Countries({ draft, onDraft }: PartProps): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const names = useMemo(() => new Intl.DisplayNames(i18n.language, { type: 'region' }), [i18n.language]);
  const nameOf = (code: string): string => names.of(code) ?? code;
  const wanted = text.trim().toLowerCase();
  const free = countryCodes
    .filter((code) => !draft.countries.includes(code))
    .map((code) => ({ code, name: nameOf(code) }))
    .filter(({ code, name }) => name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted)
    .toSorted((a, b) => a.name.localeCompare(b.name, i18n.language));
  return (
    <>
      <Dismissible
        label={t('rules.rights.countries')}
        items={draft.countries.map((code) => ({ value: code, text: nameOf(code) }))}
        removeKey="rules.rights.removeCountry"
        onRemove={(gone) => onDraft({ ...draft, countries: draft.countries.filter((code) => code !== gone) })}
        className={styles.group}
      />
      <Field label={t('rules.rights.addCountry')}>
        <Combobox
          freeform
          expandIcon={null}
          value={text}
          selectedOptions={[]}
          onChange={(event) => setText(event.target.value)}
          onOptionSelect={(_, { optionValue }) => {
            if (optionValue) onDraft({ ...draft, countries: [...draft.countries, optionValue].toSorted() });
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
  readonly removeKey: string;
  readonly onRemove: (value: string) => void;
  readonly className: string;
}

function Dismissible({ label, items, removeKey, onRemove, className }: DismissibleProps): ReactNode {
  const { t } = useTranslation();
  const labelId = useId('rights');
  return (
    <div>
      <Text id={labelId}>{label}</Text>
      {/* No tags of Fluent's: their hidden stops for Tab and their roles are none that axe takes. */}
      <ul aria-labelledby={labelId} className={className}>
        {items.map(({ value, text }) => (
          <li key={value}>
            <Button
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={t(removeKey, { name: text })}
              onClick={() => onRemove(value)}
            >
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
