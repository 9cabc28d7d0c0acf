import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallFilled } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLayout } from '../ui/use-layout';
import { ActivityButton } from '../features/activities/ActivityButton';
import { CallFrom } from '../features/call-from/CallFrom';
import { KeypadButton } from '../features/keypad/KeypadButton';
import { NumberToShow } from '../features/number-to-show/NumberToShow';
import { ProfileMenu } from '../features/profile/ProfileMenu';
import { SearchField } from '../features/search/SearchField';

const useStyles = makeStyles({
  header: {
    gridArea: 'top',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '56px',
    padding: `0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    minWidth: 0,
    boxSizing: 'border-box',
    zIndex: 1,
  },
  narrow: { padding: `0 ${tokens.spacingHorizontalS}`, gap: tokens.spacingHorizontalXS },
  brand: {
    width: '172px',
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorBrandForeground1,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  mark: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    fontSize: '18px',
  },
  space: { flex: 1 },
});

export function Header({ onSignOut }: { onSignOut: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const layout = useLayout();
  return (
    <header
      data-region="header"
      tabIndex={-1}
      className={mergeClasses(styles.header, layout === 'narrow' && styles.narrow)}
    >
      {layout === 'wide' && (
        <div className={styles.brand}>
          <span className={styles.mark} aria-hidden>
            <CallFilled />
          </span>
          {t('app.name')}
        </div>
      )}
      <SearchField />
      <KeypadButton />
      {layout !== 'narrow' && <div className={styles.space} />}
      {layout !== 'narrow' && <CallFrom brief={layout === 'medium'} />}
      <ActivityButton />
      <NumberToShow />
      <ProfileMenu onSignOut={onSignOut} />
    </header>
  );
}
