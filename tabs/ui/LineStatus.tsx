import { PresenceBadge, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineState } from '../../src/contract/lines/line-state';
import { useConnected } from './use-connected';

const badges = { idle: 'available', ringing: 'away', inCall: 'busy', offline: 'offline' } as const;

const useStyles = makeStyles({
  status: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    flexShrink: 0,
    whiteSpace: 'nowrap',
  },
});

/** Line state as icon, colour and text together. */
export function LineStatus({ line }: { line: LineState }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const known = useConnected();
  return (
    <span className={styles.status} data-line={known ? line : 'unknown'}>
      <PresenceBadge status={known ? badges[line] : 'unknown'} size="extra-small" aria-hidden />
      {t(`line.${known ? line : 'unknown'}`)}
    </span>
  );
}
