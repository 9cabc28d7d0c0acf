import { Button, Card, MessageBar, MessageBarBody, Subtitle2, Text, Title2 } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { PersonAvailableRegular } from '@fluentui/react-icons/svg/person-available';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { linkCodePrefix } from '../../../src/contract/joining/limits';
import type { Joining, LinkCode } from '../../../src/contract/joining/joining';
import { errorCode, type ClientErrorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useWhen } from '../../ui/use-when';
import { useJoiningStyles } from './joining-styles';

interface WaysInProps {
  readonly joining: Joining;
  readonly onAsked: (joining: Joining) => void;
}

/** The organisation is there: by the phone on the desk, or by the administrator. */
export function WaysIn({ joining, onAsked }: WaysInProps): ReactNode {
  const styles = useJoiningStyles();
  const { t } = useTranslation();
  const [error, setError] = useState<ClientErrorCode | null>(null);
  return (
    <>
      <div className={styles.head}>
        <Title2 as="h1" className={styles.title}>
          {t('joining.linkTitle', { organisation: joining.organisation ?? '' })}
        </Title2>
        <Text className={styles.text}>{t('joining.linkText')}</Text>
      </div>
      {error !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t(`error.${error}`)}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.ways}>
        <ByPhone onError={setError} />
        <ByAdministrator joining={joining} onAsked={onAsked} onError={setError} />
      </div>
    </>
  );
}

type OnError = (code: ClientErrorCode | null) => void;

function ByPhone({ onError }: { readonly onError: OnError }): ReactNode {
  const styles = useJoiningStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const [code, setCode] = useState<LinkCode | null>(null);
  const get = (): void => {
    onError(null);
    rest
      .ask('POST', '/joining/code')
      .then(async (answer) => setCode((await answer.json()) as LinkCode))
      .catch((failed: unknown) => onError(errorCode(failed)));
  };
  return (
    <Card className={styles.way}>
      <CallRegular className={styles.icon} aria-hidden />
      <Subtitle2 as="h2" className={styles.title}>
        {t('joining.byPhone')}
      </Subtitle2>
      <Text className={styles.text}>{t('joining.byPhoneText')}</Text>
      <div aria-live="polite">{code !== null && <Code key={code.code} code={code} />}</div>
      <Button className={styles.start} appearance={code === null ? 'primary' : 'secondary'} onClick={get}>
        {t(code === null ? 'joining.getCode' : 'joining.newCode')}
      </Button>
    </Card>
  );
}

function Code({ code: { code, expiresAtMs } }: { readonly code: LinkCode }): ReactNode {
  const styles = useJoiningStyles();
  const { t } = useTranslation();
  const { clock, store } = useServices();
  const when = useWhen();
  const [isOver, setIsOver] = useState(false);
  useEffect(
    () => clock.after(Math.max(0, expiresAtMs - clock.nowMs() - store.get().clockSkewMs), () => setIsOver(true)),
    [clock, store, expiresAtMs],
  );
  if (isOver) return <Text className={styles.quiet}>{t('joining.codeOver')}</Text>;
  return (
    <div className={styles.head}>
      <Text size={200}>{t('joining.dial')}</Text>
      <span className={styles.code}>{`${linkCodePrefix}${code}`}</span>
      <Text size={200} className={styles.quiet}>
        {t('joining.validUntil', { time: when.time(expiresAtMs) })}
      </Text>
    </div>
  );
}

function ByAdministrator({ joining, onAsked, onError }: WaysInProps & { readonly onError: OnError }): ReactNode {
  const styles = useJoiningStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const { situation } = joining;
  const ask = (): void => {
    onError(null);
    rest
      .ask('POST', '/joining/request')
      .then(async (answer) => onAsked((await answer.json()) as Joining))
      .catch((failed: unknown) => onError(errorCode(failed)));
  };
  const answer = situation === 'asked' || situation === 'refused' ? situation : null;
  return (
    <Card className={styles.way}>
      <PersonAvailableRegular className={styles.icon} aria-hidden />
      <Subtitle2 as="h2" className={styles.title}>
        {t('joining.byAdministrator')}
      </Subtitle2>
      <div role="status" className={styles.head}>
        {answer === null ? (
          <Text className={styles.text}>{t('joining.byAdministratorText')}</Text>
        ) : (
          <>
            <Text weight="semibold">{t(`joining.${answer}`)}</Text>
            <Text className={styles.text}>{t(`joining.${answer}Text`)}</Text>
          </>
        )}
      </div>
      {answer !== 'asked' && (
        <Button className={styles.start} onClick={ask}>
          {t(answer === null ? 'joining.ask' : 'joining.askAgain')}
        </Button>
      )}
    </Card>
  );
}
