import { useId } from 'react';
import type { ReactNode } from 'react';
import { usePartStyles } from '../trunks/part-styles';

export interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Fields that belong together, under a heading. */
export function Part({ title, children }: PartProps): ReactNode {
  const styles = usePartStyles();
  const titleId = useId();
  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.heading}>
        {title}
      </h3>
      {children}
    </section>
  );
}
