import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { OpenNow } from '../../../src/contract/answer-groups/realtime';
import { useOpeningText } from './use-opening-text';

const useStyles = makeStyles({
  text: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  closed: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
});

/** For a group that is not always open. */
export function OpeningText({ now }: { readonly now: OpenNow }): ReactNode {
  const styles = useStyles();
  const text = useOpeningText()(now);
  return text === null ? null : <p className={mergeClasses(styles.text, !now.isOpen && styles.closed)}>{text}</p>;
}
