import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TestCall as Told, TrunkView } from '../../../../src/contract/trunks/trunks';
import { useNumbers } from '../../../ui/use-numbers';
import { useAct } from '../use-act';
import { usePartStyles } from './part-styles';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  // A field is no narrower by itself than its input wants to be.
  number: { flex: '1 1 160px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  progress: { minHeight: tokens.lineHeightBase300, overflowWrap: 'anywhere' },
});

/** A call over this trunk alone, and what becomes of it while it lasts. */
export function TestCall({ trunk: { id, state } }: { readonly trunk: TrunkView }): ReactNode {
  const part = usePartStyles();
  const hintId = useId();
  const styles = useStyles();
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const progress = useProgress();
  const [number, setNumber] = useState('');
  const isUnderWay = state.test !== null && state.test.phase !== 'ended';
  return (
    <section className={part.part} aria-label={t('trunks.test')}>
      <h3 className={part.heading}>{t('trunks.test')}</h3>
      <Text id={hintId} size={200} className={part.hint}>
        {t('trunks.testHint')}
      </Text>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          void act('POST', `trunks/${id}/test`, { number });
        }}
      >
        <Field className={styles.number} label={t('trunks.testNumber')}>
          <Input
            type="tel"
            aria-describedby={hintId}
            maxLength={60}
            value={number}
            onChange={(_, { value }) => setNumber(value)}
          />
        </Field>
        {isUnderWay ? (
          <Button disabledFocusable={busy} onClick={() => void act('DELETE', `trunks/${id}/test`)}>
            {t('trunks.hangUp')}
          </Button>
        ) : (
          <Button type="submit" disabledFocusable={busy || number.trim() === ''}>
            {t('trunks.call')}
          </Button>
        )}
      </form>
      <div role="status" className={styles.progress}>
        {state.test !== null && progress(state.test)}
      </div>
    </section>
  );
}

function useProgress(): (test: Told) => string {
  const { t } = useTranslation();
  const { readable } = useNumbers();
  return ({ number: called, phase, reason, status }) => {
    const number = readable(called);
    if (phase !== 'ended') return t(`trunks.phase.${phase}`, { number });
    if (reason === null || reason === 'hungUp') return t('trunks.endedWell', { number });
    const why = t(`reason.${reason}.title`);
    return status === null
      ? t('trunks.ended', { number, reason: why })
      : t('trunks.endedStatus', { number, reason: why, status });
  };
}
