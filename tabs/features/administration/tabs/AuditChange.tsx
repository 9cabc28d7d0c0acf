import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditRow, AuditValue } from '../../../../src/contract/audit/audit';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: tokens.fontSizeBase200 },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** What a row of the audit changed: each field as it was and is; `whole`: and where it came from. */
export function AuditChange({ row, whole }: { row: AuditRow; whole: boolean }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const fields = useFields(row);
  const { reason, address, requestId, object, atMs } = row;
  const origins = [
    new Date(atMs).toISOString(),
    `${object.kind} ${object.id}`,
    ...(address === null ? [] : [t('audit.address', { address })]),
    ...(requestId === null ? [] : [t('audit.request', { id: requestId })]),
  ];
  return (
    <ul className={styles.list}>
      {fields.map((field) => (
        <li key={field}>{field}</li>
      ))}
      {reason !== null && <li className={styles.muted}>{t('audit.reason', { reason })}</li>}
      {whole &&
        origins.map((origin) => (
          <li key={origin} className={styles.muted}>
            {origin}
          </li>
        ))}
    </ul>
  );
}

function useFields({ before, after }: AuditRow): readonly string[] {
  const { t, i18n } = useTranslation();
  const nameOf = (name: string): string => (i18n.exists(`audit.field.${name}`) ? t(`audit.field.${name}`) : name);
  const said = (value: AuditValue | undefined): string => {
    if (value === undefined || value === null || value === '') return t('administration.nothing');
    return Array.isArray(value) ? value.join(', ') || t('administration.nothing') : String(value);
  };
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((name) =>
    t(before === null ? 'audit.newField' : 'audit.changedField', {
      name: nameOf(name),
      before: said(before?.[name]),
      after: said(after?.[name]),
    }),
  );
}
