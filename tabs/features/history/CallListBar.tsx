import { Button, Input, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallListMenu, ClearDialog } from './slots';
import { SegmentedChoice } from '../../ui/SegmentedChoice';
import { usePopup } from '../../ui/use-popup';
import { useDeleteCalls } from './use-delete-calls';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
  },
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
  const { setTrigger, ...popup } = usePopup();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className={styles.bar}>
        <Title3 as="h1" className={styles.title}>
          {t('history.title')}
        </Title3>
        <SegmentedChoice
          label={t('history.show')}
          options={(['all', 'missed'] as const).map((value) => ({ value, text: t(`history.${value}`) }))}
          value={show}
          onChange={onShow}
        />
        <Button
          ref={setTrigger}
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={t('history.more')}
          title={t('history.more')}
          aria-haspopup="menu"
          aria-expanded={popup.open}
          onClick={popup.toggle}
        />
      </div>
      <Input
        type="search"
        contentBefore={<SearchRegular />}
        className={styles.search}
        value={search}
        placeholder={t('history.search')}
        aria-label={t('history.search')}
        onChange={(_, data) => onSearch(data.value)}
      />
      {popup.open && <CallListMenu popup={popup} canClear={canClear} onClear={() => setAsking(true)} />}
      {asking && (
        <ClearDialog
          onClose={(confirmed) => {
            setAsking(false);
            if (confirmed) clearAll();
          }}
        />
      )}
    </>
  );
}
