import { Button, Link, Spinner, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, Text, Title3 } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Versions } from '../../../src/contract/versions';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../app/services';
import { copyText } from '../../components/use-copy-number';
import { usePageStyles } from '../settings/SettingsSection';

/** Versions for support, the terms, and the log bundle. */
export function HelpSection(): ReactNode {
  const styles = usePageStyles();
  const { t } = useTranslation();
  const { rest, config, host, notices, clock } = useServices();
  const { data, isError, refetch } = useQuery({ queryKey: ['versions'], queryFn: rest.versions, staleTime: Number.POSITIVE_INFINITY });
  const rows = versionRows(data, t);
  const copy = (): void => {
    void copyText(rows.map(([part, version]) => `${part} ${version}`).join('\n')).then(() => notices.set({ id: clock.nowMs(), intent: 'success', key: 'help.copied' }));
  };
  const { termsUrl } = config;
  return (
    <div className={styles.page}>
      <Title3 as="h1" className={styles.title}>
        {t('help.title')}
      </Title3>
      <section className={styles.card}>
        <h2 className={styles.heading}>{t('help.versions')}</h2>
        {isError && (
          <Text role="alert">
            {t('help.failed')} <Link onClick={() => void refetch()}>{t('action.retry')}</Link>
          </Text>
        )}
        <Table size="small" aria-label={t('help.versions')}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell>{t('help.part')}</TableHeaderCell>
              <TableHeaderCell>{t('help.version')}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map(([part, version]) => (
              <TableRow key={part}>
                <TableCell>{part}</TableCell>
                <TableCell>{version}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <div>
          <Button icon={<CopyRegular />} onClick={copy}>
            {t('help.copy')}
          </Button>
        </div>
      </section>
      <LogBundle />
      {termsUrl !== null && (
        <Link href={termsUrl} onClick={(event) => { event.preventDefault(); host.openLink(termsUrl); }}>
          {t('help.terms')}
        </Link>
      )}
    </div>
  );
}

function LogBundle(): ReactNode {
  const styles = usePageStyles();
  const { t } = useTranslation();
  const { rest, log, notices, clock } = useServices();
  const [busy, setBusy] = useState(false);
  const download = (): void => {
    setBusy(true);
    rest
      .logBundle(log.lines())
      .then(
        (bundle) => {
          saveFile(bundle, `vaxel-log-${new Date(clock.nowMs()).toISOString().slice(0, 19).replaceAll(':', '')}.json`);
          notices.set({ id: clock.nowMs(), intent: 'success', key: 'help.bundleReady' });
        },
        (error: unknown) => notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('help.support')}</h2>
      <Text>{t('help.bundleText')}</Text>
      <div>
        <Button icon={busy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />} disabled={busy} onClick={download}>
          {t('help.bundle')}
        </Button>
      </div>
    </section>
  );
}

function versionRows(versions: Versions | undefined, t: (key: string) => string): readonly (readonly [string, string])[] {
  const tab: readonly (readonly [string, string])[] = [[t('help.tab'), __VAXEL_VERSION__], ...Object.entries(__VAXEL_PARTS__)];
  if (!versions) return tab;
  return [
    [t('help.vaxel'), versions.vaxel],
    [t('help.switch'), versions.switch],
    [t('help.database'), versions.database],
    [t('help.node'), versions.node],
    ...tab,
    ...Object.entries(versions.parts).filter(([part]) => !tab.some(([name]) => name === part)),
  ];
}

function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
