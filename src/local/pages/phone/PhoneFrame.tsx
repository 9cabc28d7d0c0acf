import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Title2,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Choice } from '../shared/Choice';
import { Page } from '../shared/Page';
import { hostLocales, hostThemes, parseTheme, themeLabels } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import type { PhoneModel } from './use-phone';
import type { PhoneLanguage } from './use-phone-texts';

const useStyles = makeStyles({
  main: {
    maxWidth: '440px',
    margin: '0 auto',
    padding: '24px 16px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  top: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
  },
});

/** Everything around the cards of a phone page; `data-call-state` on `main` is for tests. */
export function PhoneFrame({
  title,
  language,
  model,
  children,
}: {
  readonly title: string;
  readonly language: PhoneLanguage;
  readonly model: PhoneModel;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const { texts, locale, setLocale } = language;
  const [theme, setTheme] = useAddressValue('theme', parseTheme);
  return (
    <Page theme={theme}>
      <main className={styles.main} data-call-state={model.phone.state} data-registered={model.phone.registered}>
        <div className={styles.top}>
          <Title2 as="h1">{title}</Title2>
          <Link href="/">{texts.allPeople}</Link>
        </div>
        {model.soundBlocked && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{texts.silent}</MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={model.allowSound}>
                {texts.allowSound}
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {children}
        <div className={styles.choices}>
          <Choice
            label={texts.language}
            value={locale.startsWith('sv') ? 'sv-SE' : 'en-US'}
            options={hostLocales.map(({ locale: value, label }) => ({ value, label }))}
            onChange={setLocale}
          />
          <Choice
            label={texts.theme}
            value={theme}
            options={hostThemes.map((value) => ({ value, label: themeLabels(locale)[value] }))}
            onChange={setTheme}
          />
        </div>
      </main>
    </Page>
  );
}
