import { Field, Select, Title3 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { ActivitySettings } from '../activities/slots';
import { usePageStyles } from '../../ui/page-styles';
import { useFieldRow } from '../../ui/field-row';
import { useStore } from '../../ui/use-store';
import { RoleSettings } from '../calendar/chunks';
import { DeskPhones } from '../desk-phones/chunks';
import { IncomingCalls } from '../rules/chunks';
import { VoicemailSettings } from '../voicemail/chunks';
import { AudioSettings } from './AudioSettings';
import { NotificationSettings } from './NotificationSettings';
import { SelfTest } from './SelfTest';
import { ShortcutSettings } from './ShortcutSettings';
import { TimeZoneSettings } from './TimeZoneSettings';
import { useChangeSettings } from '../../ui/use-change-settings';

export function SettingsSection(): ReactNode {
  const styles = usePageStyles();
  const fields = useFieldRow();
  const { t } = useTranslation();
  const language = useStore(useServices().store, (state) => state.settings.language);
  const change = useChangeSettings();
  const choose = (value: string): void => change({ language: value === 'sv' || value === 'en' ? value : null });
  return (
    <div className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {t('settings.title')}
      </Title3>
      <section className={styles.card}>
        <h2 className={styles.heading} id="settings-language">
          {t('settings.language')}
        </h2>
        <div className={fields.row}>
          <Field hint={t('settings.languageHint')}>
            <Select
              aria-labelledby="settings-language"
              value={language ?? 'auto'}
              onChange={(_, data) => choose(data.value)}
            >
              <option value="auto">{t('settings.languageAuto')}</option>
              <option value="sv" lang="sv">
                Svenska
              </option>
              <option value="en" lang="en">
                English
              </option>
            </Select>
          </Field>
        </div>
        <div className={fields.row}>
          <TimeZoneSettings />
        </div>
      </section>
      <ActivitySettings />
      <IncomingCalls />
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('voicemail.setting.title')}</h2>
        <VoicemailSettings />
      </section>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('notification.title')}</h2>
        <NotificationSettings />
      </section>
      <section className={styles.card} aria-labelledby="settings-roles">
        <h2 className={styles.heading} id="settings-roles">
          {t('roles.title')}
        </h2>
        <RoleSettings />
      </section>
      <DeskPhones path="/desk-phones" className={styles.card} headingClassName={styles.heading} />
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('settings.audio')}</h2>
        <AudioSettings />
      </section>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('selfTest.title')}</h2>
        <SelfTest />
      </section>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('settings.shortcuts')}</h2>
        <ShortcutSettings />
      </section>
    </div>
  );
}
