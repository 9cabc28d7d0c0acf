import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { useServices } from './services';

/** What is done sooner needs no sign that it takes time; one that comes and goes would only flicker. */
const slowMs = 300;

export interface SlowSpinnerProps extends Pick<ComponentProps<typeof Spinner>, 'size' | 'appearance'> {
  /** What stands in its place until then. */
  readonly before: ReactNode;
}

/** Turns once something has taken a while. */
export function SlowSpinner({ before, ...look }: SlowSpinnerProps): ReactNode {
  const { clock } = useServices();
  const [slow, setSlow] = useState(false);
  useEffect(() => clock.after(slowMs, () => setSlow(true)), [clock]);
  return slow ? <Spinner {...look} /> : before;
}
