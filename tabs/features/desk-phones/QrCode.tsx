import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { encode } from 'uqr';

const useStyles = makeStyles({
  // Cameras read dark on light only, whatever the theme.
  code: {
    display: 'block',
    width: '200px',
    maxWidth: '100%',
    marginTop: tokens.spacingVerticalM,
    backgroundColor: 'white',
    forcedColorAdjust: 'none',
  },
});

/** A text as a camera reads it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const styles = useStyles();
  const { data, size } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}
