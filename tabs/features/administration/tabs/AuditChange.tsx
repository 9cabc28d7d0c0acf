import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWhen } from '../../../ui/use-when';
import type { AuditRow } from '../../../../src/contract/audit/audit';
import { auditFieldName, auditKind, auditValueText, type AuditReader } from '../../../../src/contract/audit/texts';
import { useServices } from '../../../ui/services';
import { useStore } from '../../../ui/use-store';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: tokens.fontSizeBase200 },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** What a row of the audit changed: each field as it was and is; `whole`: and where it came from. */
export function AuditChange({ row, whole }: { row: AuditRow; whole: boolean }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const reader = useReader();
  const fields = useFields(row, reader);
  const { reason, address, requestId, object, atMs } = row;
  const origins = [
    when.exact(atMs),
    `${auditKind(object.kind, reader)} ${object.id}`,
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

function useReader(): AuditReader {
  const { language } = useTranslation().i18n;
  const { zone } = useStore(useServices().localTime, (value) => value);
  return { language: language === 'sv' ? 'sv' : 'en', timeZone: zone };
}

function useFields({ before, after }: AuditRow, reader: AuditReader): readonly string[] {
  const { t } = useTranslation();
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].map((name) =>
    t(before === null ? 'audit.newField' : 'audit.changedField', {
      name: auditFieldName(name, reader),
      before: auditValueText(name, before?.[name], reader),
      after: auditValueText(name, after?.[name], reader),
    }),
  );
}
