import { Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ImportLinesPage,
  ImportLineView,
  ImportOutcome,
  ImportView,
  ImportedContact,
} from '../../../../src/contract/imports/imports';
import { useServices } from '../../../ui/services';
import { useImportStyles } from './import-styles';

/** The others are in the report. */
const shown = 200;

function useLines(view: ImportView, outcome: ImportOutcome): ImportLinesPage {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['administration', 'imports', view.id, 'lines', outcome, view.state, view.counts, view.columns],
    queryFn: async ({ signal }) => {
      const query = { outcome, limit: shown };
      const answer = await rest.ask('GET', `/administration/imports/${view.id}/lines`, { query, signal });
      return answer.json() as Promise<ImportLinesPage>;
    },
    enabled: view.counts[outcome] > 0,
  });
  return data ?? { lines: [], next: null };
}

/** Every line that is not imported, with its reason. */
export function ErrorLines({ view }: { readonly view: ImportView }): ReactNode {
  const { t } = useTranslation();
  const { lines, next } = useLines(view, 'error');
  return (
    <LineTable
      title={t('import.errors')}
      head={[t('import.line'), t('import.name'), t('import.why')]}
      lines={lines}
      more={next !== null}
      last={({ reason, detail }) => t(`import.reason.${reason ?? 'columns'}`, { detail: detail ?? '' })}
    />
  );
}

/** Contacts that are there and change, each field as it is and as it will be. */
export function ChangedLines({ view }: { readonly view: ImportView }): ReactNode {
  const { t } = useTranslation();
  const { lines, next } = useLines(view, 'changed');
  return (
    <LineTable
      title={t('import.changed')}
      head={[t('import.line'), t('import.name'), t('import.changes')]}
      lines={lines}
      more={next !== null}
      last={changesOf}
    />
  );
}

interface LineTableProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly ImportLineView[];
  readonly more: boolean;
  readonly last: (line: ImportLineView) => ReactNode;
}

function LineTable({ title, head, lines, more, last }: LineTableProps): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const titleId = useId();
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className={styles.small} id={titleId}>
        {title}
      </h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-labelledby={titleId}>
        <table className={styles.table} aria-labelledby={titleId}>
          <thead>
            <tr>
              {head.map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.line}>
                <td className={styles.number}>{line.line}</td>
                <td>{line.name}</td>
                <td>{last(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <Text size={200} className={styles.muted}>
          {t('import.more', { count: lines.length })}
        </Text>
      )}
    </>
  );
}

const changesOf = (line: ImportLineView): ReactNode => <Changes line={line} />;

const fields = ['name', 'company', 'department', 'role', 'extension', 'mail', 'externalId'] as const;

function Changes({ line: { before, after } }: { readonly line: ImportLineView }): ReactNode {
  const styles = useImportStyles();
  const { t } = useTranslation();
  const said = (text: string | null | undefined): string => text || t('administration.nothing');
  const numbers = (contact: ImportedContact | null): string =>
    (contact?.numbers ?? []).map(({ label, number }) => `${t(`import.field.${label}`)} ${number}`).join(', ');
  const changed = fields
    .filter((field) => (before?.[field] ?? '') !== (after?.[field] ?? ''))
    .map((field) => ({
      field: t(`import.field.${field}`),
      before: said(before?.[field]),
      after: said(after?.[field]),
    }));
  const all =
    numbers(before) === numbers(after)
      ? changed
      : [
          ...changed,
          { field: t('administration.tab.numbers'), before: said(numbers(before)), after: said(numbers(after)) },
        ];
  return (
    <ul className={styles.list}>
      {all.map((each) => (
        <li key={each.field}>{t('import.fieldChange', each)}</li>
      ))}
    </ul>
  );
}
