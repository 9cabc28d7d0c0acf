import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallEndRegular } from '@fluentui/react-icons/svg/call-end';
import { CallForwardRegular } from '@fluentui/react-icons/svg/call-forward';
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound';
import { AlertRegular } from '@fluentui/react-icons/svg/alert';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { Speaker0Regular } from '@fluentui/react-icons/svg/speaker';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../src/contract/rules/explanation';
import { happeningsOf } from './happenings';
import type { Happening } from './happening';
import { useWords } from './use-words';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  row: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalM,
    position: 'relative',
    // One way from the first to the last.
    '::before': {
      content: '""',
      position: 'absolute',
      left: '13px',
      top: '28px',
      bottom: 0,
      width: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    ':last-child': { paddingBottom: 0, '::before': { display: 'none' } },
  },
  timed: {
    gridTemplateColumns: '64px 28px minmax(0, 1fr)',
    '::before': { left: `calc(64px + ${tokens.spacingHorizontalM} + 13px)` },
  },
  time: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', lineHeight: '28px' },
  icon: {
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    display: 'grid',
    placeItems: 'center',
    fontSize: '16px',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxSizing: 'border-box',
  },
  rule: { backgroundColor: tokens.colorBrandBackground, color: tokens.colorNeutralForegroundOnBrand },
  answered: {
    backgroundColor: tokens.colorPaletteGreenBackground1,
    color: tokens.colorPaletteGreenForeground1,
  },
  body: { display: 'flex', flexDirection: 'column', minWidth: 0, paddingTop: '4px', overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
  more: { alignSelf: 'flex-start' },
});

const icons: Record<Happening['icon'], ReactNode> = {
  came: <CallInboundRegular />,
  person: <PersonRegular />,
  not: <DismissRegular />,
  rule: <CheckmarkRegular />,
  ring: <AlertRegular />,
  forward: <CallForwardRegular />,
  say: <Speaker0Regular />,
  answered: <CallRegular />,
  end: <CallEndRegular />,
};

export interface HappenedProps {
  readonly explanation: Explanation;
}

/**
 * What happens to a call, or happened, step by step: of a question and of a call that was alike. What did not apply,
 * and why, comes by a press, where there is any.
 */
export function Happened({ explanation }: HappenedProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const isPast = explanation.callId !== null;
  const [isDetailed, setDetailed] = useState(false);
  const all = happeningsOf(explanation, words);
  const shown = all.filter(({ isMinor }) => isDetailed || !isMinor);
  return (
    <>
      <ol className={styles.list} aria-label={t('rules.tryIt.result')}>
        {shown.map(({ key, icon, atMs, title, details, isMinor }) => (
          <li key={key} className={mergeClasses(styles.row, isPast && styles.timed)}>
            {isPast && (
              <Text size={200} className={styles.time}>
                {atMs === null ? '' : words.exact(atMs)}
              </Text>
            )}
            <span
              aria-hidden
              className={mergeClasses(
                styles.icon,
                icon === 'rule' && styles.rule,
                icon === 'answered' && styles.answered,
              )}
            >
              {icons[icon]}
            </span>
            <span className={styles.body}>
              <Text weight={icon === 'rule' ? 'semibold' : 'regular'} className={isMinor ? styles.muted : ''}>
                {title}
              </Text>
              {details.map((detail) => (
                <Text key={detail} size={200} className={styles.muted}>
                  {detail}
                </Text>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {all.some(({ isMinor }) => isMinor) && (
        <Button
          className={styles.more}
          appearance="transparent"
          size="small"
          aria-expanded={isDetailed}
          onClick={() => setDetailed(!isDetailed)}
        >
          {t(isDetailed ? 'rules.why.fewer' : 'rules.why.details')}
        </Button>
      )}
    </>
  );
}
