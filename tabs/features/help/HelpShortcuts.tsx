import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { usePageStyles } from '../settings/SettingsSection';
import { isMac, keypadShortcut, readableShortcut, shortcutActions } from '../settings/shortcuts';
import { useShortcutsInForce } from '../shell/use-shortcuts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))', columnGap: tokens.spacingHorizontalXXL, rowGap: tokens.spacingVerticalXS, margin: 0 },
  pair: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM, alignItems: 'baseline' },
  keys: { margin: 0, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap', fontSize: tokens.fontSizeBase200 },
});

/** The shortcuts in force, and the way to change them. */
export function HelpShortcuts(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const inForce = useShortcutsInForce();
  const mac = isMac(navigator);
  const rows = [...shortcutActions.map((action) => [t(`shortcuts.${action}`), inForce[action]] as const), [t('shortcuts.keypad'), keypadShortcut] as const];
  return (
    <section className={page.card}>
      <h2 className={page.heading}>{t('help.shortcuts')}</h2>
      <dl className={styles.list}>
        {rows.map(([name, keys]) => (
          <div key={name} className={styles.pair}>
            <dt>{name}</dt>
            <dd className={styles.keys}>{keys === null ? t('shortcuts.none') : readableShortcut(keys, mac)}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button icon={<SettingsRegular />} onClick={() => navigation.open('settings')}>
          {t('help.change')}
        </Button>
      </div>
    </section>
  );
}
