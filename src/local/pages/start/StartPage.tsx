import {
  Card,
  CardHeader,
  Link,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
  Title1,
  Title3,
  Toolbar,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { CallRegular, PhoneRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { Choice } from '../shared/Choice';
import { Page } from '../shared/Page';
import { hostLocales, hostThemes, parseTheme, themeLabels } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
import { shownNumber } from '../phone/CallStatus';
import { PersonCard } from './PersonCard';
import { fill, startTexts } from './texts';

const useStyles = makeStyles({
  main: {
    maxWidth: '1080px',
    margin: '0 auto',
    padding: '32px 16px 48px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXL,
  },
  heading: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorBrandForeground1,
  },
  intro: { maxWidth: '68ch', lineHeight: tokens.lineHeightBase400 },
  toolbar: { flexWrap: 'wrap', gap: tokens.spacingHorizontalL, padding: 0 },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  first: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  steps: {
    margin: 0,
    paddingLeft: '20px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    lineHeight: tokens.lineHeightBase300,
    maxWidth: '72ch',
  },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: tokens.spacingHorizontalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
});

const outsideNumber = '+46701234567';
const companyNumber = '+46851920000';
const annaNumber = '+46851920011';

const locales = hostLocales.map(({ locale, label }) => ({ value: locale, label }));
type Locale = (typeof locales)[number]['value'];
const parseChosenLocale = (text: string | null): Locale =>
  locales.find(({ value }) => value === text)?.value ?? (navigator.language.startsWith('sv') ? 'sv-SE' : 'en-US');

/** `/` of the local workplace: what this is, and the doors into it. */
export function StartPage() {
  const styles = useStyles();
  const [theme, setTheme] = useAddressValue('theme', parseTheme);
  const [locale, setLocale] = useAddressValue('locale', parseChosenLocale);
  const t = startTexts(locale);
  useEffect(() => {
    document.documentElement.lang = locale.slice(0, 2);
  }, [locale]);
  const directory = useDirectory();
  const people = directory.state === 'ready' ? directory.directory.people : [];
  const organisations = [...new Set(people.map(({ organisationName }) => organisationName))];

  return (
    <Page theme={theme}>
      <main className={styles.main}>
        <Introduction texts={t} />
        <Toolbar aria-label={t.toolbar} className={styles.toolbar}>
          <Choice label={t.language} value={locale} options={locales} onChange={setLocale} />
          <Choice
            label={t.theme}
            value={theme}
            options={hostThemes.map((value) => ({ value, label: themeLabels(locale)[value] }))}
            onChange={setTheme}
          />
        </Toolbar>
        {directory.state === 'loading' && <Spinner label={t.loading} />}
        {directory.state === 'failed' && (
          <MessageBar intent="error">
            <MessageBarBody>{t.failed}</MessageBarBody>
          </MessageBar>
        )}
        <OutsideDoor theme={theme} locale={locale} texts={t} />
        {organisations.map((organisation) => (
          <section key={organisation} className={styles.section} aria-label={organisation}>
            <Title3 as="h2">{organisation}</Title3>
            <ul className={styles.grid}>
              {people
                .filter(({ organisationName }) => organisationName === organisation)
                .map((person) => (
                  <li key={person.key}>
                    <PersonCard person={person} locale={locale} theme={theme} texts={t} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </main>
    </Page>
  );
}

type Texts = ReturnType<typeof startTexts>;

function Introduction({ texts }: { texts: Texts }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.section}>
        <div className={styles.heading}>
          <CallRegular fontSize={36} aria-hidden />
          <Title1 as="h1">Växel</Title1>
        </div>
        <Text size={400} className={styles.intro}>
          {texts.lead}
        </Text>
      </div>
      <section className={styles.first} aria-labelledby="first">
        <Title3 as="h2" id="first">
          {texts.tryFirst}
        </Title3>
        <ol className={styles.steps}>
          {texts.steps.map((step) => (
            <li key={step}>{fill(step, { number: shownNumber(annaNumber) })}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function OutsideDoor({ theme, locale, texts }: { theme: string; locale: string; texts: Texts }) {
  const styles = useStyles();
  const address = `/local/outside?${new URLSearchParams({ number: outsideNumber, locale, theme }).toString()}`;
  const shown = { own: shownNumber(outsideNumber), company: shownNumber(companyNumber), anna: shownNumber(annaNumber) };
  return (
    <section className={styles.section} aria-labelledby="outside">
      <Title3 as="h2" id="outside">
        {texts.outside}
      </Title3>
      <Card>
        <CardHeader
          image={<PhoneRegular fontSize={32} aria-hidden />}
          header={
            <Link href={address} target="_blank">
              {texts.openOutside}
            </Link>
          }
          description={<Text>{fill(texts.outsideNumbers, shown)}</Text>}
        />
      </Card>
    </section>
  );
}
