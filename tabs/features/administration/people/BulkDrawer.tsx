import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkResult } from '../../../../src/contract/administration/staff';
import { Drawer } from '../Drawer';
import { useImportStyles } from '../import/import-styles';
import { useAct } from '../use-act';

export interface BulkDrawerProps {
  readonly userIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The same change for several people, seen before it is made. */
export function BulkDrawer({ userIds, onClose, onDone }: BulkDrawerProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [department, setDepartment] = useState('');
  const [role, setRole] = useState('');
  const [seen, setSeen] = useState<BulkResult | null>(null);
  const change = {
    ...(department.trim() !== '' && { department: department.trim() }),
    ...(role.trim() !== '' && { role: role.trim() }),
  };
  const ask = (preview: boolean) => act<BulkResult>('POST', 'people/bulk', { userIds, change, preview });
  const said = (text: string | null): string => text ?? t('administration.nothing');
  const foot = (
    <>
      {seen === null || seen.changes.length === 0 ? (
        <Button
          appearance="primary"
          disabled={busy || Object.keys(change).length === 0}
          onClick={() => void ask(true).then(setSeen)}
        >
          {t('people.preview')}
        </Button>
      ) : (
        <Button
          appearance="primary"
          disabledFocusable={busy}
          onClick={() => void ask(false).then((done) => done !== null && onDone())}
        >
          {t('people.apply', { count: seen.changes.length })}
        </Button>
      )}
      <Button onClick={onClose}>{t('administration.cancel')}</Button>
    </>
  );
  return (
    <Drawer title={t('people.bulkTitle', { count: userIds.length })} onClose={onClose} foot={foot}>
      <Text size={200} className={styles.muted}>
        {t('people.bulkHint')}
      </Text>
      <Field label={t('people.department')}>
        <Input
          value={department}
          onChange={(_, { value }) => {
            setDepartment(value);
            setSeen(null);
          }}
        />
      </Field>
      <Field label={t('people.title')}>
        <Input
          value={role}
          onChange={(_, { value }) => {
            setRole(value);
            setSeen(null);
          }}
        />
      </Field>
      {seen !== null && (
        <ul className={styles.list} aria-label={t('people.preview')}>
          {seen.changes.length === 0 && <li>{t('people.previewNone')}</li>}
          {seen.changes.map(({ userId, name, field, before, after }) => (
            <li key={`${userId} ${field}`}>
              {t('people.previewLine', { name, before: said(before), after: said(after) })}
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
