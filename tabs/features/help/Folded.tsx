import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { ReactNode } from 'react';
import { touch } from '../../ui/touch';

const useStyles = makeStyles({
  box: { '&[open] > summary svg': { transform: 'rotate(90deg)' } },
  line: { borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':last-child': { borderBottomStyle: 'none' } },
  summary: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXS}`,
    minHeight: '24px',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    listStyleType: 'none',
    '::-webkit-details-marker': { display: 'none' },
    ':hover': { color: tokens.colorBrandForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& svg': { flexShrink: 0, transitionProperty: 'transform', transitionDuration: tokens.durationFaster },
    [touch]: { minHeight: '32px' },
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  heading: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  content: {
    padding: `0 ${tokens.spacingHorizontalXS} ${tokens.spacingVerticalM} 28px`,
    lineHeight: tokens.lineHeightBase300,
    maxWidth: '64ch',
  },
  wide: { padding: `${tokens.spacingVerticalM} 0 0`, maxWidth: 'none' },
});

/** A title that opens to what it is about. @param heading it is the whole of a card */
export function Folded({
  title,
  heading = false,
  children,
}: {
  title: string;
  heading?: boolean;
  children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const Title = heading ? 'h2' : 'h3';
  return (
    <details className={mergeClasses(styles.box, !heading && styles.line)}>
      <summary className={styles.summary}>
        <ChevronRightRegular aria-hidden />
        <Title className={mergeClasses(styles.title, heading && styles.heading)}>{title}</Title>
      </summary>
      <div className={mergeClasses(styles.content, heading && styles.wide)}>{children}</div>
    </details>
  );
}
