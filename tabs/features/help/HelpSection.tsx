import { Link, Title3 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { howTos } from '../../i18n/how-tos';
import { usePageStyles } from '../../ui/page-styles';
import { Folded } from './Folded';
import { HelpShortcuts } from './HelpShortcuts';
import { Support } from './Support';
import { Versions } from './Versions';

/** How things are done, the shortcuts, who helps, and what support asks for. */
export function HelpSection(): ReactNode {
  const styles = usePageStyles();
  const { t, i18n } = useTranslation();
  const { config, host } = useServices();
  const { termsUrl } = config;
  return (
    <div className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {t('help.title')}
      </Title3>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('help.howTo')}</h2>
        <div>
          {howTos(i18n.language).map(({ title, text }) => (
            <Folded key={title} title={title}>
              {text}
            </Folded>
          ))}
        </div>
      </section>
      <HelpShortcuts />
      <Support />
      <section className={styles.card}>
        <Folded title={t('help.versions')} heading>
          <Versions />
        </Folded>
      </section>
      {termsUrl !== null && (
        <Link
          href={termsUrl}
          onClick={(event) => {
            event.preventDefault();
            host.openLink(termsUrl);
          }}
        >
          {t('help.terms')}
        </Link>
      )}
    </div>
  );
}
