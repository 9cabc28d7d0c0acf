import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, SearchBox, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ShowFilter } from './ShowFilter';
import { useDeleteCalls } from './use-delete-calls';

const ClearDialog = lazy(async () => ({ default: (await import('./ClearDialog')).ClearDialog }));

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}` },
  title: { flex: 1, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  search: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, maxWidth: 'none' },
});

export interface CallListBarProps {
  readonly show: 'all' | 'missed';
  readonly onShow: (show: 'all' | 'missed') => void;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly canClear: boolean;
}

export function CallListBar({ show, onShow, search, onSearch, canClear }: CallListBarProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { clearAll } = useDeleteCalls();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className={styles.bar}>
        <Title3 as="h1" className={styles.title}>
          {t('calls.title')}
        </Title3>
        <ShowFilter value={show} onChange={onShow} />
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('calls.more')} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              <MenuItem icon={<DeleteRegular />} disabled={!canClear} onClick={() => setAsking(true)}>
                {t('action.clearHistory')}
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <SearchBox className={styles.search} value={search} placeholder={t('calls.search')} aria-label={t('calls.search')} onChange={(_, data) => onSearch(data.value)} />
      {asking && (
        <Suspense>
          <ClearDialog
            onClose={(confirmed) => {
              setAsking(false);
              if (confirmed) clearAll();
            }}
          />
        </Suspense>
      )}
    </>
  );
}
