import { Button, Field, Input, Select, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumbersPage } from '../../../../src/contract/administration/numbers';
import type { BulkResult } from '../../../../src/contract/administration/staff';
import type { GroupList } from '../../../../src/contract/contacts/groups';
import { useServices } from '../../../ui/services';
import { useNumbers } from '../../../ui/use-numbers';
import { Drawer } from '../Drawer';
import { useImportStyles } from '../import/import-styles';
import { useAct, useActInForm } from '../use-act';
import { useLeave, useUnsaved } from '../use-unsaved';
import { BulkPreview } from './BulkPreview';

export interface BulkDrawerProps {
  readonly userIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const texts = [
  ['company', 'people.company'],
  ['department', 'people.department'],
  ['role', 'people.title'],
] as const;
const choices = [
  ['addTo', 'people.addTo'],
  ['removeFrom', 'people.removeFrom'],
  ['series', 'people.numbersOf'],
] as const;
type Wanted = Readonly<Record<(typeof texts)[number][0] | (typeof choices)[number][0], string>>;
const nothing: Wanted = { company: '', department: '', role: '', addTo: '', removeFrom: '', series: '' };

/** The same change for several people, seen before it is made, and with its way back. */
export function BulkDrawer({ userIds, onClose, onDone }: BulkDrawerProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { act, busy, refusal } = useActInForm();
  const tellDone = useTellDone();
  const [wanted, setWanted] = useState(nothing);
  const forget = useUnsaved(wanted);
  const close = useLeave(onClose);
  const [seen, setSeen] = useState<BulkResult | null>(null);
  const put = (key: keyof Wanted, value: string): void => {
    setWanted({ ...wanted, [key]: value });
    setSeen(null);
  };
  const change = useChange(wanted);
  const ask = (preview: boolean) => act<BulkResult>('POST', 'people/bulk', { userIds, change, preview });
  const apply = async (): Promise<void> => {
    const done = await ask(false);
    if (done === null) return;
    forget();
    tellDone(done);
    onDone();
  };
  const foot = (
    <>
      {seen === null || seen.changes.length === 0 ? (
        <Button
          appearance="primary"
          disabledFocusable={busy || Object.keys(change).length === 0}
          onClick={() => void ask(true).then(setSeen)}
        >
          {t('people.preview')}
        </Button>
      ) : (
        <Button appearance="primary" disabledFocusable={busy} onClick={() => void apply()}>
          {t('people.apply', { count: seen.changes.length })}
        </Button>
      )}
      <Button onClick={close}>{t('administration.cancel')}</Button>
    </>
  );
  return (
    <Drawer title={t('people.bulkTitle', { count: userIds.length })} onClose={close} foot={foot} refusal={refusal}>
      <Text size={200} className={styles.muted}>
        {t('people.bulkHint')}
      </Text>
      <BulkFields wanted={wanted} onPut={put} />
      {seen !== null && <BulkPreview result={seen} />}
    </Drawer>
  );
}

interface BulkFieldsProps {
  readonly wanted: Wanted;
  readonly onPut: (key: keyof Wanted, value: string) => void;
}

function BulkFields({ wanted, onPut }: BulkFieldsProps): ReactNode {
  const { t } = useTranslation();
  const options = useOptions();
  return (
    <>
      {texts.map(([key, label]) => (
        <Field key={key} label={t(label)}>
          <Input value={wanted[key]} maxLength={120} onChange={(_, { value }) => onPut(key, value)} />
        </Field>
      ))}
      {choices.map(([key, label]) => (
        <Field key={key} label={t(label)}>
          <Select value={wanted[key]} onChange={(_, { value }) => onPut(key, value)}>
            <option value="">{t('people.stays')}</option>
            {options[key].map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </Select>
        </Field>
      ))}
    </>
  );
}

/** What of it is said. */
function useChange({ series, ...others }: Wanted): object {
  const { t } = useTranslation();
  const given = Object.entries(others).filter(([, value]) => value.trim() !== '');
  const numbersOf = series === '' ? {} : { numbersOf: { first: series, label: t('people.work') } };
  return { ...Object.fromEntries(given.map(([key, value]) => [key, value.trim()])), ...numbersOf };
}

interface Choice {
  readonly id: string;
  readonly text: string;
}

/** The company's groups, and its series with what is free of each. */
function useOptions(): Readonly<Record<(typeof choices)[number][0], readonly Choice[]>> {
  const { t } = useTranslation();
  const { rest } = useServices();
  const { readable } = useNumbers();
  const groups = useQuery({
    queryKey: ['groups'],
    queryFn: async ({ signal }) => (await rest.ask('GET', '/groups', { signal })).json() as Promise<GroupList>,
  });
  const numbers = useQuery({
    queryKey: ['administration', 'series'],
    queryFn: async ({ signal }) => {
      const answer = await rest.ask('GET', '/administration/numbers', { query: { limit: 1 }, signal });
      return (await answer.json()) as NumbersPage;
    },
  });
  const company = (groups.data?.groups ?? [])
    .filter(({ kind }) => kind === 'company')
    .map(({ id, name }) => ({ id, text: name }));
  const series = (numbers.data?.ranges ?? []).map(({ first, last, size, used }) => ({
    id: first,
    text: t('people.seriesFree', { first: readable(first), last: readable(last), count: size - used }),
  }));
  return { addTo: company, removeFrom: company, series };
}

/** What was done, with the way back; what could not go back is told as well. */
function useTellDone(): (done: BulkResult) => void {
  const { notices, clock } = useServices();
  const { act } = useAct();
  return ({ changes }) => {
    const back = async (): Promise<void> => {
      const undone = await act<BulkResult>('POST', 'people/bulk/undo', { changes });
      if (undone === null || undone.errors.length === 0) return;
      const values = { count: undone.errors.length };
      notices.set({ id: clock.nowMs(), intent: 'info', key: 'people.bulkKept', values });
    };
    const action = { key: 'action.undo', run: () => void back() } as const;
    const values = { count: changes.length };
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'people.bulkDone', values, action });
  };
}
