import { Button, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { useEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PresenceDescription, PresenceTip } from '../../ui/PresenceTip';
import { useActivity } from '../../ui/use-activity';
import { useLayout } from '../../ui/use-layout';
import { useConnected } from '../../ui/use-connected';
import { nameOf } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import { SearchRowText } from './SearchRowText';
import type { SearchRows } from './use-search-rows';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'default',
  },
  active: {
    backgroundColor: tokens.colorNeutralBackground1Hover,
    color: tokens.colorNeutralForeground1Hover,
    '& [data-quiet]': { color: tokens.colorNeutralForeground3Hover },
    outline: `1px solid ${tokens.colorTransparentStrokeInteractive}`,
  },
  // The high-contrast theme turns the row's colours round; its quiet buttons go with it.
  quiet: { color: 'inherit' },
  // Where there is little room only the active row has all its buttons, under the text.
  tall: { gridTemplateColumns: 'minmax(0, 1fr)' },
  buttons: { display: 'flex', gap: '2px', justifyContent: 'flex-end' },
  none: { padding: tokens.spacingHorizontalM, display: 'flex', flexDirection: 'column' },
  hint: { color: tokens.colorNeutralForeground3 },
  status: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' },
});

/** One thing to do with a row that can be called. */
export interface RowAction {
  readonly name: string;
  readonly icon: ReactElement;
  /** What Enter does. */
  readonly main: boolean;
  readonly run: (row: SearchRow) => void;
}

export interface SearchGridProps {
  readonly id: string;
  readonly label: string;
  readonly search: SearchRows;
  readonly actions: readonly RowAction[];
  /** The buttons of the active row are reached by Tab. */
  readonly tabbable?: boolean;
}

/**
 * The rows under a field that finds people and numbers: a grid, since each has buttons of its own (ARIA APG, combobox).
 */
export function SearchGrid({ id, label, search, actions, tabbable = false }: SearchGridProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rows, active, fresh, current } = search;
  const connected = useConnected();
  const tight = useLayout() === 'narrow' && actions.length > 2;
  const activeId = current?.id;
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(`${id}-${activeId}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, activeId]);
  const hits = rows.filter(({ kind }) => kind === 'contact').length;
  return (
    <>
      <div id={id} role="grid" aria-label={label} aria-busy={!fresh}>
        {rows.map((row, index) => (
          <Row
            key={row.id}
            id={`${id}-${row.id}`}
            row={row}
            active={index === active}
            chosen={row.id === search.chosen}
            tight={tight}
            onPoint={() => index !== active && search.setActive(index)}
          >
            <RowButtons
              row={row}
              active={index === active}
              tabbable={tabbable}
              actions={tight && index !== active ? actions.filter(({ main }) => main) : actions}
              onToggle={search.toggle}
            />
          </Row>
        ))}
      </div>
      {!connected && search.text.trim() !== '' && <NoConnection />}
      {rows.length === 0 && connected && <NoRows search={search} />}
      {search.asked && current !== null && nameOf(current) !== null && (
        <Text size={200} role="status" className={mergeClasses(styles.none, styles.hint)}>
          {t('search.enterAgain', { who: nameOf(current) })}
        </Text>
      )}
      <div role="status" className={styles.status}>
        {fresh && search.text.trim() !== '' ? (hits > 0 ? t('search.hits', { count: hits }) : t('search.noHits')) : ''}
      </div>
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: SearchRow;
  readonly active: boolean;
  /** The person went to it. */
  readonly chosen: boolean;
  readonly tight: boolean;
  readonly onPoint: () => void;
  /** Its buttons. */
  readonly children: ReactNode;
}

/** A row with what it says of itself; of a colleague whom the keys have reached also where that comes from. */
function Row({ id, row, active, chosen, tight, onPoint, children }: RowProps): ReactNode {
  const styles = useStyles();
  const [pointed, setPointed] = useState(false);
  const isContact = row.kind === 'contact';
  const activity = useActivity(isContact ? row.contact.userId : null)?.activity ?? null;
  const facts = { activity, line: isContact ? row.line : null };
  const factsId = `${id}-facts`;
  const point = (): void => {
    setPointed(true);
    onPoint();
  };
  return (
    <PresenceTip {...facts} here={active && chosen && !pointed}>
      <div
        id={id}
        role="row"
        aria-selected={active}
        aria-describedby={isContact ? factsId : undefined}
        className={mergeClasses(styles.row, active && styles.active, tight && active && styles.tall)}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(false)}
      >
        <div role="gridcell">
          <SearchRowText row={row} />
          <PresenceDescription {...facts} id={factsId} />
        </div>
        <div role="gridcell" className={styles.buttons}>
          {children}
        </div>
      </div>
    </PresenceTip>
  );
}

interface RowButtonsProps {
  readonly row: SearchRow;
  readonly active: boolean;
  readonly tabbable: boolean;
  readonly actions: readonly RowAction[];
  readonly onToggle: (contactId: string, on: boolean) => void;
}

/** Shows a contact's other numbers, and does what can be done with the row's own. */
function RowButtons({ row, active, tabbable, actions, onToggle }: RowButtonsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const tabIndex = tabbable && active ? 0 : -1;
  return (
    <>
      {row.kind === 'contact' && row.expandable && (
        <Button
          appearance="subtle"
          className={active ? styles.quiet : undefined}
          tabIndex={tabIndex}
          icon={row.expanded ? <ChevronUpRegular /> : <ChevronDownRegular />}
          aria-label={t(row.expanded ? 'action.collapse' : 'action.expand')}
          aria-expanded={row.expanded}
          onClick={() => onToggle(row.contact.id, !row.expanded)}
        />
      )}
      {row.number !== null &&
        actions.map(({ name, icon, main, run }) => (
          <Tooltip key={name} content={name} relationship="label">
            <Button
              appearance={main && active ? 'primary' : 'subtle'}
              className={!main && active ? styles.quiet : undefined}
              tabIndex={tabIndex}
              icon={icon}
              onClick={() => run(row)}
            />
          </Tooltip>
        ))}
    </>
  );
}

/** The directory is at the server; a number needs none to be typed. */
function NoConnection(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.none} role="alert">
      <Text weight="semibold">{t('search.offline')}</Text>
      <Text size={200} className={styles.hint}>
        {t('search.offlineHint')}
      </Text>
    </div>
  );
}

function NoRows({ search: { text, fresh, failed } }: { search: SearchRows }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.none}>
      {!fresh && !failed ? (
        <Text>{t('search.searching')}</Text>
      ) : (
        <>
          <Text weight="semibold">
            {failed ? t('error.server.unavailable') : t('search.none', { text: text.trim() })}
          </Text>
          {!failed && (
            <Text size={200} className={styles.hint}>
              {t('search.noneHint')}
            </Text>
          )}
        </>
      )}
    </div>
  );
}
