import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnected } from '../../ui/use-connected';

const useStyles = makeStyles({
  text: {
    margin: 0,
    color: tokens.colorStatusDangerForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** That what stands below is what was told last, where the server tells nothing. */
export function NotLive(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return useConnected() ? null : <p className={styles.text}>{t('answerGroups.notLive')}</p>;
}
