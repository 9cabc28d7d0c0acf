import { Button, Field, Input, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumbersPage } from '../../../../src/contract/administration/numbers';
import type { StaffView } from '../../../../src/contract/administration/staff';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { PhotoField } from '../../../ui/PhotoField';
import { useServices } from '../../../ui/services';
import { useContact } from '../../../ui/use-contact';
import { usePhoto } from '../../../ui/use-photo';
import { useNumbers } from '../../../ui/use-numbers';
import { DeskPhones } from '../../desk-phones/chunks';
import { Drawer } from '../Drawer';
import { useImportStyles } from '../import/import-styles';
import { useActInForm } from '../use-act';
import { useUnsaved } from '../use-unsaved';
import { LatestCalls } from './LatestCalls';
import { DeactivateDialog } from './DeactivateDialog';

export interface PersonDrawerProps {
  readonly userId: string;
  readonly onClose: () => void;
}

export function PersonDrawer({ userId, onClose }: PersonDrawerProps): ReactNode {
  const { rest } = useServices();
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'person', userId],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/administration/people/${userId}`, { signal })).json() as Promise<StaffView>,
  });
  if (data !== undefined) return <Form key={userId} person={data} onClose={onClose} />;
  return (
    <Drawer title={error === null ? t('app.loading') : t('people.table')} onClose={onClose} foot={null}>
      {error === null ? (
        <SectionSkeleton rows={4} />
      ) : (
        <ReadFailed title={t('people.failed')} error={error} onRetry={() => void refetch()} />
      )}
    </Drawer>
  );
}

interface FormProps {
  readonly person: StaffView;
  readonly onClose: () => void;
}

type Fields = Pick<StaffView, 'name' | 'extension' | 'numbers'> &
  Record<'company' | 'department' | 'role' | 'mailAddress', string>;

const fieldsOf = ({ name, extension, numbers, company, department, role, mailAddress }: StaffView): Fields => ({
  name,
  extension,
  numbers,
  company: company ?? '',
  department: department ?? '',
  role: role ?? '',
  mailAddress: mailAddress ?? '',
});

const texts = [
  ['name', 'people.name'],
  ['extension', 'people.extension'],
  ['company', 'people.company'],
  ['department', 'people.department'],
  ['role', 'people.title'],
  ['mailAddress', 'people.mail'],
] as const;

function Form({ person, onClose }: FormProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { act, busy, refusal } = useActInForm();
  const { navigation, notices, clock } = useServices();
  const [fields, setFields] = useState(() => fieldsOf(person));
  const stored = usePhoto(useContact(person.contactId).contact);
  const [photo, setPhoto] = useState<string | null>();
  const forget = useUnsaved({ fields, photo });
  const [leaving, setLeaving] = useState(false);
  const path = `people/${person.userId}`;
  const save = async (): Promise<void> => {
    const { name, extension, numbers, ...others } = fields;
    const optional = Object.fromEntries(Object.entries(others).map(([key, text]) => [key, text.trim() || null]));
    const before = fieldsOf(person);
    const change = { name, extension, numbers, ...optional };
    const changed = Object.entries(change).filter(
      ([key]) => JSON.stringify(fields[key as keyof Fields]) !== JSON.stringify(before[key as keyof Fields]),
    );
    if (changed.length > 0 && (await act('PATCH', path, Object.fromEntries(changed))) === null) return;
    const photoPath = `contacts/${person.contactId}/photo`;
    if (photo !== undefined && (await act('PUT', photoPath, { photo })) === null) return;
    forget();
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'people.saved' });
    onClose();
  };
  const foot = (
    <>
      <Button appearance="primary" disabledFocusable={busy} onClick={() => void save()}>
        {t('administration.save')}
      </Button>
      <Button onClick={onClose}>{t('administration.cancel')}</Button>
      {person.deactivatedAtMs === null ? (
        <Button onClick={() => setLeaving(true)}>{t('people.deactivate')}</Button>
      ) : (
        <Button onClick={() => void act('POST', `${path}/reactivate`)}>{t('people.reactivate')}</Button>
      )}
    </>
  );
  return (
    <Drawer title={person.name} onClose={onClose} foot={foot} refusal={refusal}>
      <PhotoField
        name={person.name}
        shown={photo == null ? (photo === undefined ? stored : undefined) : `data:image/jpeg;base64,${photo}`}
        onChange={setPhoto}
      />
      {texts.map(([key, label]) => (
        <Field key={key} label={t(label)}>
          <Input value={fields[key]} onChange={(_, { value }) => setFields({ ...fields, [key]: value })} />
        </Field>
      ))}
      <Numbers numbers={fields.numbers} onChange={(numbers) => setFields({ ...fields, numbers })} />
      <Roles />
      {person.deactivatedAtMs === null && (
        <DeskPhones path={`/administration/people/${person.userId}/desk-phones`} headingClassName={styles.small} />
      )}
      <LatestCalls userId={person.userId} />
      <div>
        <Button appearance="transparent" onClick={() => navigation.open('administration', `audit/${person.userId}`)}>
          {t('people.audit')}
        </Button>
      </div>
      {leaving && <DeactivateDialog person={person} onClose={() => setLeaving(false)} />}
    </Drawer>
  );
}

function Roles(): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  return (
    <div>
      <h3 className={styles.small}>{t('people.rolesTitle')}</h3>
      <Text size={200} className={styles.muted}>
        {t('people.roles')}
      </Text>
    </div>
  );
}

interface NumbersProps {
  readonly numbers: StaffView['numbers'];
  readonly onChange: (numbers: StaffView['numbers']) => void;
}

/** The first is the one that is shown as long as the person chooses no other. */
function Numbers({ numbers, onChange }: NumbersProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const free = useFreeNumber(numbers.map(({ number }) => number));
  const put = (at: number, change: Partial<StaffView['numbers'][number]>): void =>
    onChange(numbers.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <>
      <h3 className={styles.small}>{t('people.numbers')}</h3>
      {numbers.map(({ number, label }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- what is typed must not make the field anew
        <div key={index} className={styles.row}>
          <Input
            className={styles.share}
            aria-label={t('people.number', { n: index + 1 })}
            value={number}
            onChange={(_, { value }) => put(index, { number: value })}
          />
          <Input
            className={styles.share}
            aria-label={t('people.label', { n: index + 1 })}
            value={label}
            onChange={(_, { value }) => put(index, { label: value })}
          />
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('people.removeNumber', { n: index + 1 })}
            onClick={() => onChange(numbers.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          appearance="transparent"
          icon={<AddRegular />}
          onClick={() => onChange([...numbers, { number: free ?? '', label: t('people.work') }])}
        >
          {free === null ? t('people.addNumber') : t('people.addNumberFree', { number: readable(free) })}
        </Button>
      </div>
    </>
  );
}

/** The lowest free one of the organisation's series that is not in the form already. */
function useFreeNumber(taken: readonly string[]): string | null {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['administration', 'free-numbers'],
    queryFn: async ({ signal }) => {
      const query = { show: 'free', limit: 30 };
      return (await (await rest.ask('GET', '/administration/numbers', { query, signal })).json()) as NumbersPage;
    },
  });
  return data?.numbers.find(({ number }) => !taken.includes(number))?.number ?? null;
}
