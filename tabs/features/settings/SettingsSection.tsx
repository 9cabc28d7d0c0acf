import { Field, Select, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../app/services';
import { useStore } from '../../state/store';
import { AudioSettings } from './AudioSettings';
import { shortcuts } from './shortcuts';

export const usePageStyles = makeStyles({
  page: { overflowY: 'auto', padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '680px', boxSizing: 'border-box', width: '100%' },
  title: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  card: { backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusXLarge, boxShadow: tokens.shadow2, padding: tokens.spacingHorizontalXL, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, border: `1px solid ${tokens.colorTransparentStroke}` },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground3 },
  keys: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: tokens.spacingHorizontalL, rowGap: tokens.spacingVerticalS, margin: 0, alignItems: 'center' },
  key: { margin: 0, fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, padding: '2px 8px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: tokens.colorNeutralBackground2, whiteSpace: 'nowrap' },
});

export function SettingsSection(): ReactNode {
  const styles = usePageStyles();
  const { t } = useTranslation();
  const { rest, store, notices, clock } = useServices();
  const language = useStore(store, (state) => state.settings.language);
  const choose = (value: string): void => {
    const next = value === 'sv' || value === 'en' ? value : null;
    const before = store.get().settings;
    store.update((state) => ({ ...state, settings: { ...state.settings, language: next } }));
    rest.changeSettings({ language: next }).catch((error: unknown) => {
      store.update((state) => ({ ...state, settings: before }));
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    });
  };
  return (
    <div className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {t('settings.title')}
      </Title3>
      <section className={styles.card}>
        <h2 className={styles.heading} id="settings-language">
          {t('settings.language')}
        </h2>
        <Field hint={t('settings.languageHint')}>
          <Select aria-labelledby="settings-language" value={language ?? 'auto'} onChange={(_, data) => choose(data.value)}>
            <option value="auto">{t('settings.languageAuto')}</option>
            <option value="sv" lang="sv">
              Svenska
            </option>
            <option value="en" lang="en">
              English
            </option>
          </Select>
        </Field>
      </section>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('settings.audio')}</h2>
        <AudioSettings />
      </section>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('settings.shortcuts')}</h2>
        <dl className={styles.keys}>
          {shortcuts.map(({ action, keys }) => (
            <ShortcutRow key={action} text={t(`settings.shortcut.${action}`)} keys={keys} />
          ))}
        </dl>
      </section>
      <Text size={200} className={styles.muted}>
        {t('settings.processing')}
      </Text>
    </div>
  );
}

function ShortcutRow({ text, keys }: { text: string; keys: string }): ReactNode {
  const styles = usePageStyles();
  return (
    <>
      <dt>{text}</dt>
      <dd className={styles.key}>{keys}</dd>
    </>
  );
}
