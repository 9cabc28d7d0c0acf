import { Tab, TabList, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { DemoDirectory, DemoPerson } from '../../page-routes';
import type { HostTheme } from '../shared/themes';
import { AppFrame } from './AppFrame';
import { Chat } from './Chat';
import { HostBar } from './HostBar';
import { teamsTexts } from './texts';
import { useHostedTab } from './use-hosted-tab';
import { useNarrow } from './use-narrow';

const useStyles = makeStyles({
  root: { height: '100vh', display: 'flex', flexDirection: 'column' },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', gap: '1px', backgroundColor: tokens.colorNeutralStroke2 },
  app: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  chat: {
    width: '360px',
    flexShrink: 0,
    display: 'flex',
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  wholeWidth: { width: '100%' },
  hidden: { display: 'none' },
});

export interface TeamsHostProps {
  readonly person: DemoPerson;
  readonly app: DemoDirectory['app'];
  readonly theme: HostTheme;
  readonly locale: string;
  readonly firstSubPage: string;
  readonly onTheme: (theme: HostTheme) => void;
  readonly onLocale: (locale: string) => void;
}

/** The tab in its iframe and the bot's chat beside it; in a narrow window one of the two. */
export function TeamsHost({ person, app, theme, locale, firstSubPage, onTheme, onLocale }: TeamsHostProps) {
  const styles = useStyles();
  const texts = teamsTexts(locale);
  const narrow = useNarrow();
  const [shown, setShown] = useState<'app' | 'chat'>('app');
  const hosted = useHostedTab({ person, app, locale, theme, firstSubPage });

  return (
    <div className={styles.root}>
      <HostBar person={person} theme={theme} locale={locale} onTheme={onTheme} onLocale={onLocale} hosted={hosted} />
      {narrow && (
        <TabList
          size="small"
          selectedValue={shown}
          onTabSelect={(_event, { value }) => setShown(value === 'chat' ? 'chat' : 'app')}
        >
          <Tab value="app">{texts.app}</Tab>
          <Tab value="chat">{texts.chat}</Tab>
        </TabList>
      )}
      <div className={styles.body}>
        <main
          className={mergeClasses(styles.app, narrow && shown !== 'app' && styles.hidden)}
          data-app-state={hosted.state}
        >
          <AppFrame hosted={hosted} texts={texts} />
        </main>
        <aside
          aria-label={texts.chat}
          className={mergeClasses(
            styles.chat,
            narrow && styles.wholeWidth,
            narrow && shown !== 'chat' && styles.hidden,
          )}
        >
          <Chat
            person={person}
            locale={locale}
            theme={theme}
            onOpenUrl={(url) => {
              if (hosted.follow(url) === 'tab') setShown('app');
            }}
          />
        </aside>
      </div>
    </div>
  );
}
