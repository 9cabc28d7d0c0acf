import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestPauseReason, mostPauseReasons } from '../../../../src/contract/answer-groups/limits';
import type { PauseReasons } from '../../../../src/contract/answer-groups/settings';
import type { FocusScope } from '../../../session/focus-keeper';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { Drawer } from '../Drawer';
import { MoveButtons } from '../MoveButtons';
import { usePartStyles } from '../trunks/part-styles';
import { useAct } from '../use-act';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '44px' },
  name: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  add: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 160px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
});

const path = 'answer-groups/reasons';

/** What agents may say of a pause; each change is saved at once. */
export function ReasonsDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const part = usePartStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'answer-groups', 'reasons'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/administration/${path}`, { signal })).json() as Promise<PauseReasons>,
  });
  const foot = <Button onClick={onClose}>{t('administration.close')}</Button>;
  return (
    <Drawer title={t('answerGroupAdmin.reasons')} onClose={onClose} foot={foot}>
      <Text size={200} className={part.hint}>
        {t('answerGroupAdmin.reasonsHint')}
      </Text>
      {data !== undefined ? (
        <Reasons reasons={data.reasons} />
      ) : error === null ? (
        <SectionSkeleton rows={3} />
      ) : (
        <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
      )}
    </Drawer>
  );
}

/** Of one that is removed the next one has it. */
const rows: FocusScope = { items: 'li' };

function Reasons({ reasons }: PauseReasons): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const save = (next: readonly string[]): Promise<object | null> => act('PUT', path, { reasons: next });
  return (
    <>
      <ol ref={useFocusScope(rows)} className={styles.list} aria-label={t('answerGroupAdmin.reasons')}>
        {reasons.map((each, index) => (
          <li key={each} className={styles.row}>
            <span className={styles.name}>{each}</span>
            <MoveButtons
              ids={reasons}
              index={index}
              up={t('answerGroupAdmin.up', { name: each })}
              down={t('answerGroupAdmin.down', { name: each })}
              onOrder={(next) => void save(next)}
            />
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={t('answerGroupAdmin.removeReason', { name: each })}
              onClick={() => void save(reasons.filter((other) => other !== each))}
            />
          </li>
        ))}
      </ol>
      <form
        className={styles.add}
        onSubmit={(event) => {
          event.preventDefault();
          void save([...reasons, reason]).then((done) => done !== null && setTyped(''));
        }}
      >
        <Field className={styles.field} label={t('answerGroupAdmin.newReason')}>
          <Input maxLength={longestPauseReason} value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
        <Button
          type="submit"
          disabledFocusable={busy || reason === '' || reasons.includes(reason) || reasons.length >= mostPauseReasons}
        >
          {t('answerGroupAdmin.addReason')}
        </Button>
      </form>
    </>
  );
}
