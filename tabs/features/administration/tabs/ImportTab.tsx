import { Button, Field, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { largestImport } from '../../../../src/contract/imports/fields';
import { useWhen } from '../../../ui/use-when';
import { DryRun } from '../import/DryRun';
import { useImportStyles } from '../import/import-styles';
import { useImportActs, useImports } from '../import/use-import';
import { SaveCsv } from '../SaveCsv';
import type { TabProps } from '../tab';

/** Files of contacts into the directory and out of it; `selected` is the import that is open. */
export function ImportTab({ selected, select }: TabProps): ReactNode {
  const styles = useImportStyles();
  return (
    <div className={styles.page}>
      <ChooseFile onChosen={select} />
      {selected !== null && <DryRun key={selected} id={selected} onClose={() => select(null)} />}
      {selected === null && <Export />}
      {selected === null && <Latest onOpen={select} />}
    </div>
  );
}

function ChooseFile({ onChosen }: { readonly onChosen: (id: string) => void }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { upload, busy } = useImportActs();
  const [tooLarge, setTooLarge] = useState(false);
  const choose = async (file: File | undefined): Promise<void> => {
    setTooLarge(file !== undefined && file.size > largestImport);
    if (file === undefined || file.size > largestImport) return;
    const id = await upload(file);
    if (id !== null) onChosen(id);
  };
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('import.title')}</h2>
      <Text className={styles.muted}>{t('import.hint')}</Text>
      <Field label={t('import.file')}>
        <input
          type="file"
          aria-label={t('import.file')}
          className={styles.file}
          accept=".csv,.txt,.tsv,.vcf,text/csv,text/vcard,text/plain"
          disabled={busy}
          onChange={({ target }) => {
            void choose(target.files?.[0]).then(() => (target.value = ''));
          }}
        />
      </Field>
      {busy && <Spinner size="tiny" labelPosition="after" label={t('import.uploading')} />}
      {tooLarge && <div role="alert">{t('import.tooLarge')}</div>}
    </section>
  );
}

function Export(): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('import.exportTitle')}</h2>
      <Text className={styles.muted}>{t('import.exportHint')}</Text>
      <div className={styles.row}>
        <SaveCsv path="contacts.csv" label={t('import.exportCsv')} />
        <SaveCsv path="contacts.vcf" label={t('import.exportVcf')} />
      </div>
    </section>
  );
}

function Latest({ onOpen }: { readonly onOpen: (id: string) => void }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const imports = useImports();
  if (imports.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('import.latest')}</h2>
      <ul className={styles.list}>
        {imports.map(({ id, fileName, state, createdAtMs, createdBy }) => (
          <li key={id} className={styles.row}>
            <Button appearance="transparent" onClick={() => onOpen(id)}>
              {t('import.open', { name: fileName })}
            </Button>
            <Text size={200} className={styles.muted}>
              {t(`import.states.${state}`)} ·{' '}
              {t('import.by', { when: when.dayAndTime(createdAtMs), name: createdBy ?? t('administration.nothing') })}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
