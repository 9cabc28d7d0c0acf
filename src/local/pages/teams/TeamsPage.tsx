import { Link, MessageBar, MessageBarBody, Spinner, makeStyles } from '@fluentui/react-components';
import { useEffect } from 'react';
import { Page } from '../shared/Page';
import { parseLocale, parseTheme } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
import { TeamsHost } from './TeamsHost';
import { teamsTexts } from './texts';

const useStyles = makeStyles({ centre: { minHeight: '100vh', display: 'grid', placeItems: 'center' } });

const asItIs = (text: string | null) => text ?? '';

/** `/local/teams?as=&locale=&theme=&sub=`: a window that behaves like Teams for one of the demo people. */
export function TeamsPage() {
  const styles = useStyles();
  const [as] = useAddressValue('as', asItIs);
  const [theme, setTheme] = useAddressValue('theme', parseTheme);
  const [locale, setLocale] = useAddressValue('locale', parseLocale);
  const directory = useDirectory();
  const texts = teamsTexts(locale);
  useEffect(() => void (document.documentElement.lang = locale.slice(0, 2)), [locale]);
  const person = directory.state === 'ready' ? directory.directory.people.find(({ key }) => key === as) : undefined;

  return (
    <Page theme={theme}>
      {directory.state === 'ready' && person !== undefined ? (
        <TeamsHost
          key={locale}
          person={person}
          app={directory.directory.app}
          theme={theme}
          locale={locale}
          firstSubPage={new URLSearchParams(location.search).get('sub') ?? ''}
          onTheme={setTheme}
          onLocale={setLocale}
        />
      ) : (
        <div className={styles.centre}>
          {directory.state === 'loading' ? (
            <Spinner label={texts.starting} />
          ) : (
            <Trouble text={directory.state === 'ready' ? texts.nobody : texts.noServer} allPeople={texts.allPeople} />
          )}
        </div>
      )}
    </Page>
  );
}

function Trouble({ text, allPeople }: { readonly text: string; readonly allPeople: string }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {text}
        <Link href="/">{allPeople}</Link>
      </MessageBarBody>
    </MessageBar>
  );
}
