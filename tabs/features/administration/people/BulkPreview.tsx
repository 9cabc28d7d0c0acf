import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkResult } from '../../../../src/contract/administration/staff';
import { useNumbers } from '../../../ui/use-numbers';
import { useImportStyles } from '../import/import-styles';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  line: { paddingBlock: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  error: { color: tokens.colorStatusDangerForeground1 },
});

/** Line by line what a change of several people would do, and whom it leaves as before. */
export function BulkPreview({ result: { changes, errors } }: { readonly result: BulkResult }): ReactNode {
  const shared = useImportStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const said = (field: string, text: string | null): string => {
    if (text === null) return t('administration.nothing');
    return field === 'number' ? readable(text) : text;
  };
  return (
    <div className={styles.part} role="status">
      {changes.length === 0 && <Text>{t('people.previewNone')}</Text>}
      {errors.length > 0 && (
        <section aria-label={t('people.notChanged')}>
          <h3 className={shared.small}>{t('people.notChanged')}</h3>
          <ul className={shared.list}>
            {errors.map(({ userId, name, code }) => (
              <li key={userId} className={styles.line}>
                {name ?? t('audit.erased')}
                <Text block size={200} className={styles.error}>
                  {t(`error.${code}`)}
                </Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className={shared.list} aria-label={t('people.preview')}>
        {changes.map(({ userId, name, field, groupId, before, after }) => (
          <li key={`${userId} ${field} ${groupId} ${after}`} className={styles.line}>
            {name}
            <Text block size={200} className={styles.muted}>
              {t('people.previewLine', {
                field: t(`people.bulkField.${field}`),
                before: said(field, before),
                after: said(field, after),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
