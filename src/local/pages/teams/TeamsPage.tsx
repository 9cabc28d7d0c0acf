import { Link, MessageBar, MessageBarBody, Spinner, makeStyles } from '@fluentui/react-components';
import { Page } from '../shared/Page';
import { parseLocale, parseTheme } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import { useDirectory } from '../shared/use-directory';
import { TeamsHost } from './TeamsHost';

const useStyles = makeStyles({ centre: { minHeight: '100vh', display: 'grid', placeItems: 'center' } });

const asItIs = (text: string | null) => text ?? '';

/** `/local/teams?as=&locale=&theme=&sub=`: a window that behaves like Teams for one of the demo people. */
export function TeamsPage() {
  const styles = useStyles();
  const [as] = useAddressValue('as', asItIs);
  const [theme, setTheme] = useAddressValue('theme', parseTheme);
  const [locale, setLocale] = useAddressValue('locale', parseLocale);
  const directory = useDirectory();
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
            <Spinner label="Starting" />
          ) : (
            <Trouble unknownPerson={directory.state === 'ready'} />
          )}
        </div>
      )}
    </Page>
  );
}

function Trouble({ unknownPerson }: { readonly unknownPerson: boolean }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {unknownPerson
          ? 'Nobody of that name works in the demo organisations. '
          : 'The server does not answer. Start it again and reload this page. '}
        <Link href="/">All people</Link>
      </MessageBarBody>
    </MessageBar>
  );
}
