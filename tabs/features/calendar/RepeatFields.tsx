import { Field, Input, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Repeat, Scope } from '../../../src/contract/calendar/calendar';
import { mostRepetitions } from '../../../src/contract/calendar/limits';
import { leavesOut, type EntryForm } from './entry-form';

export interface RepeatFieldsProps {
  readonly form: EntryForm;
  readonly set: <Name extends keyof EntryForm>(name: Name, value: EntryForm[Name]) => void;
  /** It is one of several already. */
  readonly isSeries: boolean;
  readonly className: string;
}

const everies: readonly Repeat['every'][] = ['day', 'weekday', 'week', 'month', 'year'];
const scopes: readonly Scope[] = ['this', 'following', 'all'];

/** How it comes again, until when, and which of a series are meant. */
export function RepeatFields({ form, set, isSeries, className }: RepeatFieldsProps): ReactNode {
  const { t } = useTranslation();
  const left = leavesOut(form);
  return (
    <>
      <Field
        label={t('calendar.dialog.repeat')}
        className={className}
        hint={left === null ? null : t(`calendar.dialog.${left}`, { day: Number(form.from.slice(8, 10)) })}
      >
        <Select value={form.every} onChange={(_, { value }) => set('every', value as EntryForm['every'])}>
          <option value="">{t('calendar.dialog.never')}</option>
          {everies.map((every) => (
            <option key={every} value={every}>
              {t(`calendar.dialog.every.${every}`)}
            </option>
          ))}
        </Select>
      </Field>
      {form.every !== '' && (
        <Field label={t('calendar.dialog.ends')} className={className}>
          <Select value={form.ends} onChange={(_, { value }) => set('ends', value as EntryForm['ends'])}>
            <option value="never">{t('calendar.dialog.endless')}</option>
            <option value="date">{t('calendar.dialog.onDate')}</option>
            <option value="count">{t('calendar.dialog.afterCount')}</option>
          </Select>
        </Field>
      )}
      {form.every !== '' && form.ends === 'date' && (
        <Field label={t('calendar.dialog.lastDay')} className={className}>
          <Input type="date" value={form.until} onChange={(_, { value }) => set('until', value)} />
        </Field>
      )}
      {form.every !== '' && form.ends === 'count' && (
        <Field label={t('calendar.dialog.times')} className={className}>
          <Input
            type="number"
            min={1}
            max={mostRepetitions}
            value={form.count}
            onChange={(_, { value }) => set('count', value)}
          />
        </Field>
      )}
      {isSeries && (
        <Field label={t('calendar.dialog.applies')} className={className}>
          <Select value={form.scope} onChange={(_, { value }) => set('scope', value as Scope)}>
            {scopes.map((scope) => (
              <option key={scope} value={scope}>
                {t(`calendar.dialog.scope.${scope}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
