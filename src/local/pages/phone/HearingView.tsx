import { Field, ProgressBar, makeStyles } from '@fluentui/react-components';
import { fill } from '../start/texts';
import type { Hearing } from './listener';
import type { PhoneTexts } from './texts';

/** Quietest level that moves the bar, dB. */
const floorDb = -80;
/** The bar moves by so much at least: what is steady leaves it alone. */
const stepDb = 4;

const useStyles = makeStyles({
  // Gliding from level to level it would be laid out and painted anew in each frame of a call.
  bar: { transitionProperty: 'none' },
});

/** What the other side sends: its kind in words, its loudness as a bar. */
export function HearingView({ hearing, texts }: { readonly hearing: Hearing; readonly texts: PhoneTexts }) {
  const styles = useStyles();
  const levelDb = Math.round(hearing.levelDb / stepDb) * stepDb;
  const loudness = Math.max(0, Math.min(1, 1 - levelDb / floorDb));
  return (
    <Field label={fill(texts.hearing, { what: texts.heard[hearing.heard] })}>
      <ProgressBar value={Number.isFinite(levelDb) ? loudness : 0} thickness="large" bar={{ className: styles.bar }} />
    </Field>
  );
}
