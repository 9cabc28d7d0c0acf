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
import type { TeamsTexts } from './texts';
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
export function AppFrame({ hosted, texts }: { readonly hosted: HostedTab; readonly texts: TeamsTexts }) {
  const styles = useStyles();
  const { attach, generation } = hosted;
  if (hosted.state === 'left') {
    return (
      <div className={styles.gone}>
        <PlugDisconnectedRegular fontSize={48} aria-hidden />
        <Subtitle1 as="h2">{texts.youLeft}</Subtitle1>
        <Body1>{texts.unloaded}</Body1>
      </div>
    );
  }
  return (
    <>
      {hosted.state === 'failed' && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            {texts.couldNotStart}
            {hosted.failure}
          </MessageBarBody>
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
