import { Field, ProgressBar } from '@fluentui/react-components';
import type { Hearing } from './listener';

/** Quietest level that moves the bar, dB. */
const floorDb = -80;

/** What the other side sends: its kind in words, its loudness as a bar. */
export function HearingView({ hearing }: { readonly hearing: Hearing }) {
  const loudness = Math.max(0, Math.min(1, 1 - hearing.levelDb / floorDb));
  return (
    <Field label={`Hearing: ${hearing.heard}`}>
      <ProgressBar value={Number.isFinite(hearing.levelDb) ? loudness : 0} thickness="large" />
    </Field>
  );
}
