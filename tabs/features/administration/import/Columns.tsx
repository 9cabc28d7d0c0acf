import { Field, Select, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { importEncodings, importFields, importSeparators } from '../../../../src/contract/imports/fields';
import type { ImportField } from '../../../../src/contract/imports/fields';
import type { ImportView } from '../../../../src/contract/imports/imports';
import { useImportStyles } from './import-styles';
import { useImportActs } from './use-import';

const separatorNames = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const;

/** How the file is read, and what each column is taken for; a change makes the dry run anew. */
export function Columns({ view }: { readonly view: ImportView }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { change, busy } = useImportActs();
  const { id, encoding, separator, columns, format } = view;
  const leftOut = columns.filter(({ field, header }) => field === 'ignore' && header !== '');
  const take = (at: number, field: ImportField): void =>
    void change(id, { fields: columns.map((column, index) => (index === at ? field : column.field)) });
  return (
    <>
      <div className={styles.fields}>
        <Field className={styles.field} label={t('import.encoding')}>
          <Select
            value={encoding}
            disabled={busy}
            onChange={(_, { value }) =>
              void change(id, { encoding: importEncodings.find((each) => each === value) ?? 'auto' })
            }
          >
            {importEncodings.map((each) => (
              <option key={each} value={each}>
                {each === 'auto' ? t('import.auto') : each}
              </option>
            ))}
          </Select>
        </Field>
        {format === 'csv' && (
          <Field className={styles.field} label={t('import.separator')}>
            <Select
              value={separator}
              disabled={busy}
              onChange={(_, { value }) =>
                void change(id, { separator: importSeparators.find((each) => each === value) ?? 'auto' })
              }
            >
              {importSeparators.map((each) => (
                <option key={each} value={each}>
                  {each === 'auto' ? t('import.auto') : t(`import.separators.${separatorNames[each]}`)}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      {columns.length > 0 && <h3 className={styles.small}>{t('import.columns')}</h3>}
      {leftOut.length > 0 && (
        <Text size={200}>{t('import.leftOut', { names: leftOut.map(({ header }) => header).join(', ') })}</Text>
      )}
      <div className={styles.fields}>
        {columns.map(({ header, field, example }, index) => (
          <Field
            // oxlint-disable-next-line react/no-array-index-key -- a column is its place
            key={index}
            className={styles.field}
            label={header === '' ? t('import.columnEmpty', { number: index + 1 }) : t('import.column', { header })}
            {...(example !== '' && { hint: t('import.example', { text: example }) })}
          >
            <Select
              value={field}
              disabled={busy}
              onChange={(_, { value }) => take(index, importFields.find((each) => each === value) ?? 'ignore')}
            >
              {importFields.map((each) => (
                <option key={each} value={each}>
                  {t(`import.field.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </>
  );
}
