import {
  Button,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Versions as AllVersions } from '../../../src/contract/support/versions';
import { useServices } from '../../ui/services';
import { copyText } from '../../ui/use-copy-number';

const useStyles = makeStyles({ copy: { marginTop: tokens.spacingVerticalM } });

/** The version of every part, for support. */
export function Versions(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest, notices, clock } = useServices();
  const { data, isError, refetch } = useQuery({
    queryKey: ['versions'],
    queryFn: rest.versions,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = versionRows(data, t);
  const copy = (): void => {
    void copyText(rows.map(([part, version]) => `${part} ${version}`).join('\n')).then(() =>
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'help.copied' }),
    );
  };
  return (
    <>
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
      <Button className={styles.copy} icon={<CopyRegular />} onClick={copy}>
        {t('help.copy')}
      </Button>
    </>
  );
}

function versionRows(
  versions: AllVersions | undefined,
  t: (key: string) => string,
): readonly (readonly [string, string])[] {
  const tab: readonly (readonly [string, string])[] = [
    [t('help.tab'), __VAXEL_VERSION__],
    ...Object.entries(__VAXEL_PARTS__),
  ];
  if (!versions) return tab;
  return [
    [t('help.vaxel'), versions.vaxel],
    [t('help.switch'), versions.switch === 'embedded' ? t('help.embedded') : versions.switch],
    [t('help.database'), versions.database.replace('embedded', t('help.embedded').toLowerCase())],
    [t('help.node'), versions.node],
    ...tab,
    ...Object.entries(versions.parts).filter(([part]) => !tab.some(([name]) => name === part)),
  ];
}
