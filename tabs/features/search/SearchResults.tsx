import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LineStatus } from '../../components/LineStatus';
import { PersonAvatar } from '../../components/PersonAvatar';
import { useNumbers } from '../../components/use-numbers';
import type { SearchRow } from '../../view-models/search-results';

const useStyles = makeStyles({
  popup: {
    position: 'absolute', top: 'calc(100% + 4px)', left: 0, right: 0, minWidth: 'min(360px, calc(100vw - 16px))', maxHeight: 'min(480px, calc(100vh - 120px))', overflowY: 'auto', zIndex: 1000,
    backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow16, border: `1px solid ${tokens.colorTransparentStroke}`, padding: tokens.spacingVerticalXS, boxSizing: 'border-box',
  },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'center', gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`, borderRadius: tokens.borderRadiusMedium, cursor: 'default' },
  active: { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1Hover, '& [data-quiet]': { color: tokens.colorNeutralForeground3Hover }, outline: `1px solid ${tokens.colorTransparentStrokeInteractive}` },
  who: { display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr)', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  number: { paddingLeft: '56px' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: tokens.fontWeightSemibold },
  detail: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, display: 'flex', gap: tokens.spacingHorizontalXS, overflow: 'hidden', whiteSpace: 'nowrap' },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis' },
  buttons: { display: 'flex', gap: '2px' },
  pad: { display: 'grid', placeItems: 'center', width: '36px', height: '36px', borderRadius: '50%', backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2, fontSize: '20px' },
  none: { padding: tokens.spacingHorizontalM, display: 'flex', flexDirection: 'column' },
  hint: { color: tokens.colorNeutralForeground3 },
  status: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' },
});

export interface SearchResultsProps {
  readonly id: string;
  readonly rows: readonly SearchRow[];
  readonly active: number;
  readonly text: string;
  readonly fresh: boolean;
  readonly failed: boolean;
  readonly onCall: (row: SearchRow) => void;
  readonly onToggle: (contactId: string, on: boolean) => void;
  readonly onActive: (index: number) => void;
}

export function SearchResults({ id, rows, active, text, fresh, failed, onCall, onToggle, onActive }: SearchResultsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const activeId = rows[active]?.id;
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(`${id}-${activeId}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [id, activeId]);
  const hits = rows.filter(({ kind }) => kind === 'contact').length;
  return (
    <div className={styles.popup}>
      <div ref={list} id={id} role="grid" aria-label={t('search.results')} aria-busy={!fresh}>
        {rows.map((row, index) => (
          <div key={row.id} id={`${id}-${row.id}`} role="row" aria-selected={index === active} className={mergeClasses(styles.row, index === active && styles.active)} onPointerMove={() => index !== active && onActive(index)}>
            <div role="gridcell">
              <RowText row={row} />
            </div>
            <div role="gridcell" className={styles.buttons}>
              {row.kind === 'contact' && row.expandable && (
                <Button appearance="subtle" tabIndex={-1} icon={row.expanded ? <ChevronUpRegular /> : <ChevronDownRegular />} aria-label={t(row.expanded ? 'action.collapse' : 'action.expand')} aria-expanded={row.expanded} onClick={() => onToggle(row.contact.id, !row.expanded)} />
              )}
              {row.number !== null && <Button appearance={index === active ? 'primary' : 'subtle'} tabIndex={-1} icon={<CallRegular />} aria-label={t('action.call')} onClick={() => onCall(row)} />}
            </div>
          </div>
        ))}
      </div>
      {rows.length === 0 && (
        <div className={styles.none}>
          {!fresh && !failed ? (
            <Text>{t('search.searching')}</Text>
          ) : (
            <>
              <Text weight="semibold">{failed ? t('error.server.unavailable') : t('search.none', { text })}</Text>
              {!failed && (
                <Text size={200} className={styles.hint}>
                  {t('search.noneHint')}
                </Text>
              )}
            </>
          )}
        </div>
      )}
      <div role="status" className={styles.status}>
        {fresh ? (hits > 0 ? t('search.hits', { count: hits }) : t('search.noHits')) : ''}
      </div>
    </div>
  );
}

function RowText({ row }: { row: SearchRow }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  if (row.kind === 'number') {
    return (
      <div className={mergeClasses(styles.number, styles.texts)}>
        <Text className={styles.ellipsis}>{numbers.readable(row.number)}</Text>
        <span data-quiet className={styles.detail}>{t(`number.${row.label}`)}</span>
      </div>
    );
  }
  if (row.kind === 'typed') {
    return (
      <div className={styles.who}>
        <span className={styles.pad} aria-hidden>
          <DialpadRegular />
        </span>
        <div className={styles.texts}>
          <Text className={styles.name}>{numbers.readable(row.number)}</Text>
          <span data-quiet className={styles.detail}>{t('search.typedNumber')}</span>
        </div>
      </div>
    );
  }
  const { contact, line } = row;
  const about = contact.role ?? contact.company ?? contact.department;
  return (
    <div className={styles.who}>
      <PersonAvatar name={contact.displayName} line={line} size={36} />
      <div className={styles.texts}>
        <Text className={styles.name}>{contact.displayName}</Text>
        <span data-quiet className={styles.detail}>
          {line !== null && <LineStatus line={line} />}
          {line !== null && about !== null && <span aria-hidden>·</span>}
          {about !== null && <span className={styles.ellipsis}>{about}</span>}
        </span>
      </div>
    </div>
  );
}
