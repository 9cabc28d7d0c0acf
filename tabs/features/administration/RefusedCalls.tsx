import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusedCall, RefusedPage } from '../../../src/contract/rules/refused-calls';
import { classWords, refusedWhy, ways } from '../../../src/contract/rules/refused-words';
import { usePageStyles } from '../../ui/page-styles';
import { useNumbers } from '../../ui/use-numbers';
import { useWhen } from '../../ui/use-when';
import { SaveCsv } from './SaveCsv';
import { usePages } from './use-pages';

const useStyles = makeStyles({
  muted: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  what: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

const rowsOf = ({ rows }: RefusedPage): readonly RefusedCall[] => rows;
const nothing = {};

/** Calls outside that were not made, and why: the newest first. */
export function RefusedCalls(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { rows, pages } = usePages<RefusedPage, RefusedCall>({
    path: 'rights/refused',
    query: nothing,
    cursor: 'before',
    rowsOf,
  });
  const said = pages.failed ? t('rules.rights.refused.failed') : t('rules.rights.refused.none');
  return (
    <section className={page.card} aria-labelledby="rights-refused">
      <h2 className={page.heading} id="rights-refused">
        {t('rules.rights.refused.title')}
      </h2>
      {rows.length === 0 ? (
        <Text className={styles.muted}>{pages.loading ? '' : said}</Text>
      ) : (
        <ul className={styles.list} aria-labelledby="rights-refused">
          {rows.map((row) => (
            <Refused key={row.id} row={row} />
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {pages.failed && <Button onClick={pages.retry}>{t('action.retry')}</Button>}
        {pages.more && <Button onClick={pages.loadMore}>{t('rules.rights.refused.more')}</Button>}
        {rows.length > 0 && <SaveCsv path="rights/refused.csv" />}
      </div>
    </section>
  );
}

function Refused({ row }: { readonly row: RefusedCall }): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'sv' ? 'sv' : 'en';
  const numbers = useNumbers();
  const when = useWhen();
  const { atMs, person, number, reason, way } = row;
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <Text weight="semibold">{person.name ?? t('rules.rights.refused.gone')}</Text>
        <Text>
          {numbers.local(number)} · {classWords[language][row.class]}
        </Text>
      </span>
      <span className={styles.what}>
        <Text>{refusedWhy(reason, language)}</Text>
        <Text size={200} className={styles.muted}>
          {ways[language][way]} · {when.dayAndTime(atMs)}
        </Text>
      </span>
    </li>
  );
}
