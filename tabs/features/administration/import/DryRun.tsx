import { Button, MessageBar, MessageBarBody, ProgressBar, Text, mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../../src/contract/imports/imports';
import { errorCode } from '../../../api/client-error';
import type { FocusScope } from '../../../session/focus-keeper';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { useWhen } from '../../../ui/use-when';
import { SaveCsv } from '../SaveCsv';
import { Columns } from './Columns';
import { useImportStyles } from './import-styles';
import { ChangedLines, ErrorLines } from './Lines';
import { StartImport } from './StartImport';
import { useImport, useImportActs } from './use-import';

export interface DryRunProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** What is pressed here is gone while the file is read anew and once the import is done: then the part has the keys. */
const part: FocusScope = { heir: (section) => section };

/** An import from its dry run to its undo. */
export function DryRun({ id, onClose }: DryRunProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { data: view, error, refetch } = useImport(id);
  const partRef = useFocusScope(part);
  // A look that fails is followed by the next one: what was seen last goes on being shown.
  if (view === undefined || errorCode(error) === 'request.notFound')
    return error === null ? (
      <SectionSkeleton rows={4} />
    ) : (
      <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
    );
  const isDone = view.state === 'applied' || view.state === 'undone';
  return (
    <section
      ref={partRef}
      tabIndex={-1}
      className={mergeClasses(styles.part, styles.kept)}
      aria-label={t('import.dryRun')}
    >
      <h2 className={styles.heading}>
        {t(isDone ? 'import.import' : 'import.dryRun')} · {view.fileName}
      </h2>
      {view.progress === null ? <Rested view={view} onClose={onClose} /> : <Working view={view} />}
    </section>
  );
}

function Working({ view: { state, progress } }: { readonly view: ImportView }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { done, total } = progress ?? { done: 0, total: 1 };
  const part = Math.min(1, done / Math.max(1, total));
  return (
    <>
      <Text>{t(`import.${state}`)}</Text>
      <ProgressBar value={part} aria-label={t(`import.${state}`)} />
      <Text size={200} className={styles.muted}>
        {t('import.percent', { percent: Math.floor(part * 100) })}
      </Text>
    </>
  );
}

function Rested({ view, onClose }: { readonly view: ImportView; readonly onClose: () => void }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { remove, change, busy } = useImportActs();
  if (view.state === 'applied' || view.state === 'undone') return <Applied view={view} onClose={onClose} />;
  const cancel = (): void => void remove(view.id).then(onClose);
  const refusal = view.refusal !== null && <Alert text={t(`import.refused.${view.refusal}`)} />;
  if (view.state === 'refused')
    return (
      <>
        {refusal}
        <Columns view={view} />
        <div className={styles.row}>
          <Button onClick={cancel}>{t('import.cancel')}</Button>
        </div>
      </>
    );
  return (
    <>
      {refusal}
      <Counts view={view} />
      {view.looksGarbled && <Alert text={t('import.garbled')} />}
      {view.refusal === null ? (
        <StartImport view={view} onCancel={cancel} />
      ) : (
        <div className={styles.row}>
          <Button appearance="primary" disabled={busy} onClick={() => void change(view.id, {})}>
            {t('import.again')}
          </Button>
          <Button onClick={cancel}>{t('import.cancel')}</Button>
        </div>
      )}
      <Columns view={view} />
      <ErrorLines view={view} />
      <ChangedLines view={view} />
      <div className={styles.row}>
        <SaveCsv path={`imports/${view.id}/report.csv`} label={t('import.report')} />
      </div>
    </>
  );
}

function Alert({ text }: { readonly text: string }): ReactNode {
  return (
    <MessageBar intent="warning" role="alert" layout="multiline">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}

function Counts({ view: { counts } }: { readonly view: ImportView }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const said = (['new', 'changed', 'unchanged', 'error'] as const).map((kind) =>
    t(`import.counts.${kind}`, { count: counts[kind] }),
  );
  return (
    <Text className={styles.counts} weight="semibold">
      {said.join(', ')}
    </Text>
  );
}

function Applied({ view, onClose }: { readonly view: ImportView; readonly onClose: () => void }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const { undo, busy } = useImportActs();
  const { counts, state, kept, undoUntilMs } = view;
  const done = t('import.done', { count: counts.new + counts.changed });
  const undone = kept === 0 ? t('import.undone') : t('import.kept', { count: kept });
  return (
    <>
      <div role="status" className={styles.counts}>
        {state === 'applied' ? done : undone}
      </div>
      {view.refusal !== null && <Alert text={t(`import.refused.${view.refusal}`)} />}
      {undoUntilMs !== null && (
        <Text size={200} className={styles.muted}>
          {t('import.undoUntil', { when: when.until(undoUntilMs) })}
        </Text>
      )}
      <div className={styles.row}>
        {undoUntilMs !== null && (
          <Button disabledFocusable={busy} onClick={() => void undo(view.id)}>
            {t('import.undo')}
          </Button>
        )}
        <SaveCsv path={`imports/${view.id}/report.csv`} label={t('import.report')} />
        <Button onClick={onClose}>{t('import.another')}</Button>
      </div>
      <ErrorLines view={view} />
    </>
  );
}
