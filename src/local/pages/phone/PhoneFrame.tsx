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
import { Page } from '../shared/Page';
import { parseTheme } from '../shared/themes';
import { useAddressValue } from '../shared/use-address';
import type { PhoneModel } from './use-phone';

const useStyles = makeStyles({
  main: {
    maxWidth: '440px',
    margin: '0 auto',
    padding: '24px 16px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
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
  model,
  children,
}: {
  readonly title: string;
  readonly model: PhoneModel;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const [theme] = useAddressValue('theme', parseTheme);
  return (
    <Page theme={theme}>
      <main className={styles.main} data-call-state={model.phone.state} data-registered={model.phone.registered}>
        <div className={styles.top}>
          <Title2 as="h1">{title}</Title2>
          <Link href="/">All people</Link>
        </div>
        {model.soundBlocked && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>The browser keeps this page silent until you allow sound.</MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={model.allowSound}>
                Allow sound
              </Button>
            </MessageBarActions>
          </MessageBar>
        )}
        {children}
      </main>
    </Page>
  );
}
