import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXL}`,
  },
  icon: {
    fontSize: '40px',
    height: '40px',
    lineHeight: 1,
    color: tokens.colorNeutralForeground4,
    marginBottom: tokens.spacingVerticalS,
  },
  hint: { color: tokens.colorNeutralForeground3, maxWidth: '280px', textAlign: 'center' },
  fill: { height: '100%', boxSizing: 'border-box' },
});

export interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly fill?: boolean;
}

/** Why a place is empty, and what fills it. */
export function EmptyState({ icon, title, hint, action, fill = false }: EmptyStateProps): ReactNode {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.box, fill && styles.fill)}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Text weight="semibold" align="center">
        {title}
      </Text>
      {hint !== undefined && (
        <Text size={200} className={styles.hint}>
          {hint}
        </Text>
      )}
      {action}
    </div>
  );
}
