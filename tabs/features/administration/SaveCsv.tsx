import { Button, Spinner } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '../../api/client-error';
import { saveFile } from '../../ui/save-file';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

/** A long list is written while it is read. */
const patienceMs = 300_000;

export interface SaveCsvProps {
  /** Below `/administration/`, e.g. `audit.csv`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Of the button; default: Save as CSV. */
  readonly label?: string;
}

/** The list as a file, as it is filtered now. */
export function SaveCsv({ path, query = {}, label }: SaveCsvProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { rest, notices, clock, localTime } = useServices();
  const { zone } = useStore(localTime, (value) => value);
  const [busy, setBusy] = useState(false);
  const save = (): void => {
    setBusy(true);
    rest
      .ask('GET', `/administration/${path}`, { query: { ...query, language: i18n.language, zone }, patienceMs })
      .then(async (response) => saveFile(await response.blob(), `vaxel-${path.replaceAll('/', '-')}`))
      .catch((error: unknown) => notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }))
      .finally(() => setBusy(false));
  };
  return (
    <Button icon={busy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />} disabledFocusable={busy} onClick={save}>
      {label ?? t('administration.csv')}
    </Button>
  );
}
