import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/rules/explanation';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionDialog } from '../../ui/SectionDialog';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { Happened } from './Happened';
import { threeLines } from './three-lines';
import { useWords } from './use-words';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  lines: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  line: { margin: 0, overflowWrap: 'anywhere' },
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
  },
});

export interface WhyDialogProps {
  readonly callId: string;
  /** The call is somebody else's; that it was asked for is told in the audit. */
  readonly asAdministrator?: boolean;
  readonly onClose: () => void;
}

/** Why a call went where it went: three plain lines, what was done, and behind a press all that was looked at. */
export function WhyDialog({ callId, asAdministrator = false, onClose }: WhyDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const path = `${asAdministrator ? '/administration' : ''}/calls/${encodeURIComponent(callId)}/why`;
  const { data, error, refetch } = useQuery({
    queryKey: ['why', callId, asAdministrator],
    queryFn: async ({ signal }) => (await (await rest.ask('GET', path, { signal })).json()) as Explanation,
    retry: false,
    staleTime: Infinity,
  });
  const isGone = errorCode(error) === 'request.notFound';
  return (
    <SectionDialog
      title={t('rules.why.title')}
      className={styles.content}
      busy={!data && error === null}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {t('rules.why.close')}
        </Button>
      }
    >
      {error !== null && isGone && <Text role="alert">{t('rules.why.gone')}</Text>}
      {error !== null && !isGone && (
        <ReadFailed title={t('rules.why.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {!data && error === null && <SectionSkeleton rows={4} />}
      {data && <Explained explanation={data} />}
    </SectionDialog>
  );
}

function Explained({ explanation }: { explanation: Explanation }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <div className={styles.lines}>
        {threeLines(explanation, words).map((line) => (
          <p key={line} className={styles.line}>
            {line}
          </p>
        ))}
      </div>
      <Happened explanation={explanation} />
      <Text size={200} className={styles.note}>
        <HistoryRegular aria-hidden />
        {t('rules.why.asThen')}
      </Text>
    </>
  );
}
