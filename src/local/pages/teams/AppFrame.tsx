import {
  Body1,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons';
import type { HostedTab } from './use-hosted-tab';

const useStyles = makeStyles({
  frame: { flexGrow: 1, width: '100%', border: 0, display: 'block', minHeight: 0 },
  hidden: { display: 'none' },
  gone: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    padding: '24px',
    textAlign: 'center',
  },
});

/** The iframe that Teams would make for the tab, with the same permissions; or what is there when the user has left. */
export function AppFrame({ hosted }: { readonly hosted: HostedTab }) {
  const styles = useStyles();
  const { attach, generation } = hosted;
  if (hosted.state === 'left') {
    return (
      <div className={styles.gone}>
        <PlugDisconnectedRegular fontSize={48} aria-hidden />
        <Subtitle1 as="h2">You left the app</Subtitle1>
        <Body1>
          Teams has unloaded its page, as it does when you open Chat or Calendar. Calls are kept by the server.
        </Body1>
      </div>
    );
  }
  return (
    <>
      {hosted.state === 'failed' && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>The app told Teams that it could not start: {hosted.failure}</MessageBarBody>
        </MessageBar>
      )}
      {/* The page is our own, of our own origin: a sandbox would keep nothing in. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        key={generation}
        ref={attach}
        name="tab"
        title="Växel"
        src="/tab/"
        allow="microphone; camera; autoplay; clipboard-write; speaker-selection"
        className={mergeClasses(styles.frame, hosted.state === 'leaving' && styles.hidden)}
      />
    </>
  );
}
