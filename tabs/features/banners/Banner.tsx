import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  bar: { borderRadius: 0, borderLeft: 'none', borderRight: 'none', paddingRight: tokens.spacingHorizontalM },
});

export interface BannerProps {
  /** Its name in the page, for tests. */
  readonly id: string;
  readonly intent: 'error' | 'warning' | 'info';
  /** What a screen reader calls it. */
  readonly label: string;
  readonly children: ReactNode;
  /** The ways out, the most likely first. */
  readonly actions: readonly { readonly text: string; readonly act: () => void }[];
}

/** A line above the page that says something, with what can be done about it. */
export function Banner({ id, intent, label, children, actions }: BannerProps): ReactNode {
  const styles = useStyles();
  return (
    <MessageBar intent={intent} className={styles.bar} role="region" aria-label={label} data-banner={id}>
      <MessageBarBody>{children}</MessageBarBody>
      <MessageBarActions>
        {actions.map(({ text, act }) => (
          <Button key={text} size="small" onClick={act}>
            {text}
          </Button>
        ))}
      </MessageBarActions>
    </MessageBar>
  );
}
