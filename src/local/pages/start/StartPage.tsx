import { Card, CardHeader, Link, MessageBar, MessageBarBody, Spinner, Text, Title1, Title3, Toolbar, makeStyles, tokens } from '@fluentui/react-components';
import { CallRegular, PhoneRegular } from '@fluentui/react-icons';
import { Choice } from '../shared/Choice';
import { Page } from '../shared/Page';
import { hostLocales, hostThemes, parseTheme, themeLabels } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
import { PersonCard } from './PersonCard';

const useStyles = makeStyles({
  main: { maxWidth: '1080px', margin: '0 auto', padding: '32px 16px 48px', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL },
  heading: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, color: tokens.colorBrandForeground1 },
  intro: { maxWidth: '68ch', lineHeight: tokens.lineHeightBase400 },
  toolbar: { flexWrap: 'wrap', gap: tokens.spacingHorizontalL, padding: 0 },
  section: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))', gap: tokens.spacingHorizontalM, listStyleType: 'none', margin: 0, padding: 0 },
});

const locales = hostLocales.map(({ locale, label }) => ({ value: locale, label }));
type Locale = (typeof locales)[number]['value'];
const parseChosenLocale = (text: string | null): Locale => locales.find(({ value }) => value === text)?.value ?? (navigator.language.startsWith('sv') ? 'sv-SE' : 'en-US');

/** `/` of the local workplace: what this is, and the doors into it. */
export function StartPage() {
  const styles = useStyles();
  const [theme, setTheme] = useAddressValue('theme', parseTheme);
  const [locale, setLocale] = useAddressValue('locale', parseChosenLocale);
  const directory = useDirectory();
  const people = directory.state === 'ready' ? directory.directory.people : [];
  const organisations = [...new Set(people.map(({ organisationName }) => organisationName))];

  return (
    <Page theme={theme}>
      <main className={styles.main}>
        <div className={styles.section}>
          <div className={styles.heading}>
            <CallRegular fontSize={36} aria-hidden />
            <Title1 as="h1">Växel</Title1>
          </div>
          <Text size={400} className={styles.intro}>
            Växel is a company’s phone system inside Microsoft Teams: call, answer, hold and see every call without leaving the window. This is its local workplace, which needs neither
            Microsoft nor a telephone company: people of two invented companies, a window that behaves like Teams, and a phone in the outside world. Open two people in two windows and let
            one call the other; they are signed in at once. Close the window of one of them and call again: the missed call turns up in that person’s chat with the bot. Everybody has a desk phone
            as well, and most a mobile: open one, and move a call to it and back.
          </Text>
        </div>
        <Toolbar aria-label="How to open" className={styles.toolbar}>
          <Choice label="Language" value={locale} options={locales} onChange={setLocale} />
          <Choice label="Theme" value={theme} options={hostThemes.map((value) => ({ value, label: themeLabels[value] }))} onChange={setTheme} />
        </Toolbar>
        {directory.state === 'loading' && <Spinner label="Fetching the people" />}
        {directory.state === 'failed' && (
          <MessageBar intent="error">
            <MessageBarBody>The server does not answer. Start it again and reload this page.</MessageBarBody>
          </MessageBar>
        )}
        <section className={styles.section} aria-labelledby="outside">
          <Title3 as="h2" id="outside">The outside world</Title3>
          <Card>
            <CardHeader
              image={<PhoneRegular fontSize={32} aria-hidden />}
              header={<Link href={`/local/outside?number=%2B46701234567&theme=${theme}`} target="_blank">Open an outside phone</Link>}
              description={<Text>+46 70 123 45 67. Call the company at +46 8 519 20 000, or Anna at +46 8 519 20 011.</Text>}
            />
          </Card>
        </section>
        {organisations.map((organisation) => (
          <section key={organisation} className={styles.section} aria-label={organisation}>
            <Title3 as="h2">{organisation}</Title3>
            <ul className={styles.grid}>
              {people
                .filter(({ organisationName }) => organisationName === organisation)
                .map((person) => (
                  <li key={person.key}>
                    <PersonCard person={person} locale={locale} theme={theme} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </main>
    </Page>
  );
}
