import { Button, Field, Text, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  mostAbroadAnHour,
  mostForwardsAnHour,
  mostForwardsAtOnce,
  mostMinutes,
  mostNew,
  mostOutsideAnHour,
  mostOutsideAtOnce,
} from '../../../src/contract/rules/limits';
import { CountField } from '../../ui/CountField';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { usePageStyles } from '../../ui/page-styles';
import { useNumbers } from '../../ui/use-numbers';
import { ClosedDays } from './ClosedDays';
import { NumberClasses, OpeningHours } from './NumberClasses';
import { PickUp } from './PickUp';
import { ChosenPeople, Countries, Dismissible, Who } from './RightsParts';
import { useRights, type RightsDraft } from './use-rights';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  row: { display: 'flex', alignItems: 'end', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  field: { minWidth: 0, width: '100%' },
  limits: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
  },
  beginning: { flex: '1 1 160px', minWidth: 0 },
  save: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Limits of a day, and how much each may be. */
const ofDay = [
  ['minutesADay', mostMinutes],
  ['minutesOfPerson', mostMinutes],
  ['newADay', mostNew],
  ['newOfPerson', mostNew],
] as const;

/** What nobody can change, as the texts say it. */
const callLimits = { atOnce: mostOutsideAtOnce, anHour: mostOutsideAnHour, abroad: mostAbroadAnHour };
const forwardLimits = { atOnce: mostForwardsAtOnce, anHour: mostForwardsAnHour };

interface PartProps {
  readonly draft: RightsDraft;
  readonly onChange: (part: Partial<RightsDraft>) => void;
}

/** Who may call outside and have calls forwarded there, and to which numbers. */
export function Rights({ after }: { readonly after: ReactNode }): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { draft, isChanged, isSiteWrong, error, again, change, save } = useRights();
  if (!draft && error !== null) return <ReadFailed title={t('rules.rights.failed')} error={error} onRetry={again} />;
  if (!draft) return <SectionSkeleton rows={4} />;
  return (
    <div className={page.page}>
      <Calls draft={draft} onChange={change} />
      <NumberClasses
        classes={draft.classes}
        closes={draft.openHours.length + draft.closedDays.length > 0 || draft.publicHolidays}
        onClasses={(classes) => change({ classes })}
      />
      <OpeningHours hours={draft.openHours} zone={draft.timeZone} onHours={(openHours) => change({ openHours })} />
      <ClosedDays draft={draft} onChange={change} />
      <Forwards draft={draft} onChange={change} />
      <PickUp draft={draft} onChange={change} />
      <Help draft={draft} onChange={change} isWrong={isSiteWrong} />
      <div className={styles.save}>
        <Button appearance="primary" onClick={save}>
          {t('rules.rights.save')}
        </Button>
        {isChanged && (
          <Text size={200} className={styles.muted} role="status">
            {t('rules.rights.unsaved')}
          </Text>
        )}
      </div>
      {after}
    </div>
  );
}

function Calls({ draft, onChange }: PartProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="rights-calls">
      <h2 className={page.heading} id="rights-calls">
        {t('rules.rights.calls')}
      </h2>
      <Who label={t('rules.rights.whoCalls')} value={draft.callers} onValue={(callers) => onChange({ callers })} />
      {draft.callers === 'chosen' && (
        <ChosenPeople people={draft.chosenCallers} onPeople={(chosenCallers) => onChange({ chosenCallers })} />
      )}
      {draft.callers !== 'nobody' && (
        <Countries
          label={t('rules.rights.callCountries')}
          countries={draft.callCountries}
          onCountries={(callCountries) => onChange({ callCountries })}
        />
      )}
      <Barred barred={draft.barred} onBarred={(barred) => onChange({ barred })} />
      <div className={styles.limits}>
        <CountField
          label={t('rules.rights.callsAtOnce')}
          value={draft.callsAtOnce}
          min={1}
          onValue={(callsAtOnce) => onChange({ callsAtOnce })}
        />
        <CountField
          label={t('rules.rights.abroadAnHour')}
          value={draft.abroadAnHour}
          min={0}
          onValue={(abroadAnHour) => onChange({ abroadAnHour })}
        />
        {ofDay.map(([name, most]) => (
          <CountField
            key={name}
            label={t(`rules.rights.${name}`)}
            value={draft[name]}
            min={0}
            most={most}
            onValue={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.callLimits', callLimits)}
      </Text>
    </section>
  );
}

function Forwards({ draft, onChange }: PartProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={page.card} aria-labelledby="rights-title">
      <h2 className={page.heading} id="rights-title">
        {t('rules.rights.title')}
      </h2>
      <Who label={t('rules.rights.who')} value={draft.forwarders} onValue={(forwarders) => onChange({ forwarders })} />
      {draft.forwarders === 'chosen' && (
        <ChosenPeople people={draft.chosen} onPeople={(chosen) => onChange({ chosen })} />
      )}
      {draft.forwarders !== 'nobody' && (
        <Countries
          label={t('rules.rights.countries')}
          countries={draft.countries}
          onCountries={(countries) => onChange({ countries })}
        />
      )}
      <Text size={200} className={styles.muted}>
        {t('rules.rights.limits', forwardLimits)}
      </Text>
    </section>
  );
}

/** What emergency numbers are shown: they always go. */
function Help({
  draft: { siteNumber, helpTold },
  onChange,
  isWrong,
}: PartProps & { readonly isWrong: boolean }): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const [text, setText] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isWrong) input.current?.focus();
  }, [isWrong]);
  const shown = text ?? (siteNumber === null ? '' : numbers.local(siteNumber));
  function change(value: string): void {
    setText(value);
    onChange({ siteNumber: value.trim() === '' ? null : value.trim() });
  }
  return (
    <section className={page.card} aria-labelledby="rights-help">
      <h2 className={page.heading} id="rights-help">
        {t('rules.rights.help.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.help.hint')}
      </Text>
      <Field
        label={t('rules.rights.help.number')}
        hint={t('rules.rights.help.numberHint')}
        {...(isWrong && { validationMessage: t('rules.rights.help.wrong') })}
      >
        <Input
          type="tel"
          className={styles.field}
          input={{ className: styles.field, ref: input }}
          value={shown}
          maxLength={40}
          onChange={(_, { value }) => change(value)}
        />
      </Field>
      <ChosenPeople
        people={helpTold}
        onPeople={(people) => onChange({ helpTold: people })}
        label={t('rules.rights.help.told')}
        add={t('rules.rights.help.tell')}
      />
    </section>
  );
}

const beginning = /^\+?[0-9][0-9 -]{0,22}$/;

/** How numbers begin that nobody calls. */
function Barred({
  barred,
  onBarred,
}: {
  readonly barred: readonly string[];
  readonly onBarred: (barred: string[]) => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const isWrong = wanted !== '' && !beginning.test(wanted);
  function add(): void {
    if (wanted === '' || isWrong) return;
    if (!barred.includes(wanted)) onBarred([...barred, wanted]);
    setText('');
  }
  return (
    <>
      <Dismissible
        label={t('rules.rights.barred')}
        items={barred.map((each) => ({ value: each, text: each }))}
        onRemove={(gone) => onBarred(barred.filter((each) => each !== gone))}
      />
      <Field
        label={t('rules.rights.addBarred')}
        hint={t('rules.rights.barredHint')}
        {...(isWrong && { validationMessage: t('rules.rights.notDigits') })}
      >
        {(field) => (
          <div className={styles.row}>
            <Input
              {...field}
              className={styles.beginning}
              value={text}
              maxLength={24}
              onChange={(_, { value }) => setText(value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') add();
              }}
            />
            <Button onClick={add}>{t('rules.rights.bar')}</Button>
          </div>
        )}
      </Field>
    </>
  );
}
