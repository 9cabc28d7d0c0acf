import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestMessage } from '../../../src/contract/activities/limits';
import { useServices } from '../../ui/services';
import { useActivity } from '../../ui/use-activity';
import { useStore } from '../../ui/use-store';
import { useSetActivity } from './use-set-activity';

const useStyles = makeStyles({
  field: { margin: `${tokens.spacingVerticalM} 0` },
  hint: { display: 'flex', justifyContent: 'flex-end' },
});

/** Longest that a value takes to come after the acknowledgement. */
const toldMs = 300;

/** What I say of myself, besides the activity; kept by Enter and when the field is left. */
export function StatusMessage(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const set = useSetActivity();
  const { clock, store } = useServices();
  const me = useStore(store, ({ me }) => me?.user.id ?? null);
  const stored = useActivity(me)?.statusMessage ?? '';
  // Null: nothing is being written, and what another window of mine says is shown.
  const [written, setWritten] = useState<string | null>(null);
  const text = written ?? stored;
  const save = (): void => {
    if (written === null || written.trim() === stored) return setWritten(null);
    // What is stored is told a moment after it is acknowledged.
    const shown = (): void => setWritten((now) => (now === written ? null : now));
    void set({ name: 'activity.statusMessage', text: written.trim() }).then(() => clock.after(toldMs, shown));
  };
  return (
    <Field
      className={styles.field}
      label={t('profile.status')}
      hint={
        <span className={styles.hint} aria-live="polite">
          {t('activity.counter', { count: text.length })}
        </span>
      }
    >
      <Input
        value={text}
        maxLength={longestMessage}
        placeholder={t('profile.noStatus')}
        onChange={(_, { value }) => setWritten(value)}
        onBlur={save}
        onKeyDown={({ key }) => key === 'Enter' && save()}
      />
    </Field>
  );
}
