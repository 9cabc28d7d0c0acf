import { Button, Text, Title2, makeStyles, tokens } from '@fluentui/react-components';
import { LinkDismissRegular } from '@fluentui/react-icons/svg/link-dismiss';
import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { ShieldErrorRegular } from '@fluentui/react-icons/svg/shield-error';
import { SignOutRegular } from '@fluentui/react-icons/svg/sign-out';
import { WrenchRegular } from '@fluentui/react-icons/svg/wrench';
import { useTranslation } from 'react-i18next';
import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { ClientErrorCode } from '../api/client-error';

/** Why there is nothing to show yet, or any more. */
export type GateState =
  | { readonly kind: 'choose' }
  | { readonly kind: 'goodbye' }
  | { readonly kind: 'crashed' }
  | { readonly kind: 'failed'; readonly code: ClientErrorCode };

const useStyles = makeStyles({
  page: {
    minHeight: '100%',
    display: 'grid',
    placeItems: 'center',
    padding: tokens.spacingHorizontalXXL,
    boxSizing: 'border-box',
  },
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    maxWidth: '420px',
    textAlign: 'center',
  },
  icon: { fontSize: '56px', lineHeight: 1, color: tokens.colorBrandForeground1, height: '56px' },
  // Holds the place of the spinner until it is loaded.
  waiting: { minHeight: '20px' },
  code: { color: tokens.colorNeutralForeground3 },
  actions: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    flexWrap: 'wrap',
    justifyContent: 'center',
  },
});

interface Look {
  readonly texts:
    | 'choose'
    | 'goodbye'
    | 'crashed'
    | 'notLinked'
    | 'noOrganisation'
    | 'otherOrganisation'
    | 'gone'
    | 'refused';
  readonly icon: ReactNode;
}

function look(state: GateState): Look {
  if (state.kind === 'choose') return { texts: 'choose', icon: <PersonQuestionMarkRegular /> };
  if (state.kind === 'goodbye') return { texts: 'goodbye', icon: <SignOutRegular /> };
  if (state.kind === 'crashed') return { texts: 'crashed', icon: <PlugDisconnectedRegular /> };
  switch (state.code) {
    case 'auth.notLinked':
      return { texts: 'notLinked', icon: <LinkDismissRegular /> };
    case 'auth.noOrganisation':
      return { texts: 'noOrganisation', icon: <WrenchRegular /> };
    case 'auth.otherOrganisation':
      return { texts: 'otherOrganisation', icon: <ShieldErrorRegular /> };
    case 'client.offline':
    case 'server.unavailable':
      return { texts: 'gone', icon: <PlugDisconnectedRegular /> };
    default:
      return { texts: 'refused', icon: <ShieldErrorRegular /> };
  }
}

/** A spinner, once it is loaded; the text above says the same, should that never happen. */
function Waiting(): ReactNode {
  const styles = useStyles();
  const [Spinner, setSpinner] = useState<ComponentType<{ size: 'tiny' }> | null>(null);
  useEffect(() => {
    import('../ui/spinner').then((loaded) => setSpinner(() => loaded.Spinner)).catch(() => undefined);
  }, []);
  return <div className={styles.waiting}>{Spinner !== null && <Spinner size="tiny" />}</div>;
}

/** A page that says why, and what to do. */
export function Gate({
  state,
  onRetry,
  waiting = false,
}: {
  state: GateState;
  onRetry: () => void;
  waiting?: boolean;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { texts, icon } = look(state);
  const code = state.kind === 'failed' ? state.code : null;
  return (
    <main className={styles.page} data-gate={texts}>
      <div className={styles.box} role={code === null ? undefined : 'alert'}>
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
        <Title2 as="h1" align="center">
          {t(`gate.${texts}.title`)}
        </Title2>
        <Text align="center">{t(`gate.${texts}.text`)}</Text>
        {texts === 'refused' && code !== null && <Text align="center">{t(`error.${code}`)}</Text>}
        {waiting && <Waiting />}
        <div className={styles.actions}>
          {state.kind === 'choose' ? (
            <Button appearance="primary" as="a" href="/">
              {t('gate.choose.action')}
            </Button>
          ) : (
            <Button appearance="primary" onClick={onRetry}>
              {t(
                state.kind === 'goodbye'
                  ? 'gate.goodbye.action'
                  : state.kind === 'crashed'
                    ? 'action.reload'
                    : 'action.retry',
              )}
            </Button>
          )}
        </div>
        {code !== null && (
          <Text size={200} className={styles.code}>
            {t('gate.code', { code })}
          </Text>
        )}
      </div>
    </main>
  );
}
