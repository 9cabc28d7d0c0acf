import { Button, Checkbox, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { momentFormat } from '../../../src/contract/moments';
import { mostClosedDays } from '../../../src/contract/rules/classes';
import { usePageStyles } from '../../ui/page-styles';
import { Dismissible } from './RightsParts';
import type { RightsDraft } from './use-rights';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  row: { display: 'flex', alignItems: 'end', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 160px', minWidth: 0 },
});

interface ClosedDaysProps {
  readonly draft: Pick<RightsDraft, 'publicHolidays' | 'closedDays' | 'comingHolidays'>;
  readonly onChange: (part: Partial<RightsDraft>) => void;
}

/** Days on which the organisation is closed, whatever its hours: the country's, and its own. */
export function ClosedDays({ draft, onChange }: ClosedDaysProps): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { publicHolidays, closedDays, comingHolidays } = draft;
  const written = (date: string, year: boolean): string =>
    momentFormat(i18n.language, 'UTC', { day: 'numeric', month: 'long', ...(year && { year: 'numeric' }) }).format(
      Date.parse(`${date}T12:00:00Z`),
    );
  const language = i18n.language.startsWith('sv') ? 'sv' : 'en';
  const coming = comingHolidays.map(({ date, name }) => `${written(date, false)} (${name[language]})`);
  return (
    <section className={page.card} aria-labelledby="rights-closed">
      <h2 className={page.heading} id="rights-closed">
        {t('rules.rights.closed.title')}
      </h2>
      <Text size={200} className={styles.muted}>
        {t('rules.rights.closed.hint')}
      </Text>
      {(coming.length > 0 || publicHolidays) && (
        <Field hint={t('rules.rights.closed.coming', { days: coming.join(', ') })}>
          <Checkbox
            label={t('rules.rights.closed.public')}
            checked={publicHolidays}
            onChange={(_, { checked }) => onChange({ publicHolidays: checked === true })}
          />
        </Field>
      )}
      <Dismissible
        label={t('rules.rights.closed.own')}
        items={closedDays.map(({ date, everyYear, name }) => ({
          value: `${date}${everyYear}`,
          text: [written(date, !everyYear), everyYear && t('rules.rights.closed.yearly'), name]
            .filter((part) => part !== false && part !== '')
            .join(', '),
        }))}
        onRemove={(gone) =>
          onChange({ closedDays: closedDays.filter(({ date, everyYear }) => `${date}${everyYear}` !== gone) })
        }
      />
      {closedDays.length < mostClosedDays && (
        <NewDay
          onDay={(day) => {
            const others = closedDays.filter((each) => each.date !== day.date || each.everyYear !== day.everyYear);
            onChange({ closedDays: [...others, day].toSorted((a, b) => (a.date < b.date ? -1 : 1)) });
          }}
        />
      )}
    </section>
  );
}

type Day = RightsDraft['closedDays'][number];
const nothing: Day = { date: '', everyYear: false, name: '' };

function NewDay({ onDay }: { readonly onDay: (day: Day) => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [day, setDay] = useState(nothing);
  const change = (part: Partial<Day>): void => setDay({ ...day, ...part });
  function add(): void {
    if (day.date === '') return;
    onDay({ ...day, name: day.name.trim() });
    setDay(nothing);
  }
  return (
    <div className={styles.row}>
      <Field label={t('rules.rights.closed.date')} className={styles.field}>
        <Input type="date" value={day.date} onChange={(_, { value }) => change({ date: value })} />
      </Field>
      <Field label={t('rules.rights.closed.name')} className={styles.field}>
        <Input
          value={day.name}
          maxLength={60}
          input={{ className: styles.field }}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <Checkbox
        label={t('rules.rights.closed.everyYear')}
        checked={day.everyYear}
        onChange={(_, { checked }) => change({ everyYear: checked === true })}
      />
      <Button onClick={add}>{t('rules.rights.closed.add')}</Button>
    </div>
  );
}
