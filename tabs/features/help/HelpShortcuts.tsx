import { Button } from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { usePageStyles } from '../../ui/page-styles';
import { ShortcutList } from '../shortcuts/ShortcutList';

/** The shortcuts in force, and the way to change them. */
export function HelpShortcuts(): ReactNode {
  const page = usePageStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  return (
    <section className={page.card}>
      <h2 className={page.heading}>{t('help.shortcuts')}</h2>
      <ShortcutList />
      <div>
        <Button icon={<SettingsRegular />} onClick={() => navigation.open('settings')}>
          {t('help.change')}
        </Button>
      </div>
    </section>
  );
}
