import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Period } from '../../../../src/contract/answer-groups/limits';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { errorCode } from '../../../api/client-error';
import { saveFile } from '../../../ui/save-file';
import { useServices } from '../../../ui/services';
import type { Days } from './period';
import { patienceMs } from './use-statistics';

const useStyles = makeStyles({ save: { marginLeft: 'auto' } });

export interface SaveStatisticsProps {
  readonly id: AnswerGroupId;
  readonly days: Days;
  readonly by: Period;
  readonly label: string;
}

/** What is shown, as a file. */
export function SaveStatistics({ id, days, by, label }: SaveStatisticsProps): ReactNode {
  const styles = useStyles();
  const { i18n } = useTranslation();
  const { rest, notices, clock } = useServices();
  const [busy, setBusy] = useState(false);
  const save = (): void => {
    setBusy(true);
    const query = { ...days, by, language: i18n.language };
    rest
      .ask('GET', `/answer-groups/${id}/statistics.csv`, { query, patienceMs })
      .then(async (response) => saveFile(await response.blob(), `vaxel-answer-group-${days.from}.csv`))
      .catch((error: unknown) => notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }))
      .finally(() => setBusy(false));
  };
  return (
    <Button
      className={styles.save}
      appearance="subtle"
      size="small"
      icon={<ArrowDownloadRegular />}
      disabledFocusable={busy}
      onClick={save}
    >
      {label}
    </Button>
  );
}
