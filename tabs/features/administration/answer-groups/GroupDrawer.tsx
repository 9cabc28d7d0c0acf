import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import { useServices } from '../../../ui/services';
import { Drawer } from '../Drawer';
import { useActInForm } from '../use-act';
import { useUnsaved } from '../use-unsaved';
import { heardOf, isWhole, refusedAt, settingsOf, writtenOf, type Names } from './draft';
import { GroupFields } from './GroupFields';
import { RemoveDialog } from './RemoveDialog';
import { useGroupSounds } from './use-group-sounds';

export interface GroupDrawerProps {
  /** Null: a new one. */
  readonly group: AnswerGroupAdminView | null;
  readonly others: readonly AnswerGroupAdminView[];
  readonly names: Names;
  readonly onClose: () => void;
  /** The drawer of the new one opens. */
  readonly onAdded: (id: string) => void;
}

/** One answer group, the whole. */
export function GroupDrawer({ group, others, names, onClose, onAdded }: GroupDrawerProps): ReactNode {
  const { t } = useTranslation();
  const { notices, clock } = useServices();
  const { act, busy, refusal } = useActInForm();
  const [written, setWritten] = useState(() => writtenOf(group, names));
  const forget = useUnsaved(written);
  const sounds = useGroupSounds(group?.id ?? null).data;
  const atField = refusedAt(refusal);
  const [removing, setRemoving] = useState(false);
  const save = async (): Promise<void> => {
    const body = settingsOf({ ...written, says: heardOf(written.says, sounds) });
    const [method, path] = group === null ? ['POST', 'answer-groups'] : ['PUT', `answer-groups/${group.id}`];
    const done = await act<{ readonly id?: string }>(method, path, body);
    if (done === null) return;
    forget();
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'answerGroupAdmin.saved', values: { name: body.name } });
    if (done.id !== undefined) onAdded(done.id);
  };
  const foot = (
    <>
      <Button appearance="primary" disabledFocusable={busy || !isWhole(written)} onClick={() => void save()}>
        {t('administration.save')}
      </Button>
      <Button onClick={onClose}>{t('administration.cancel')}</Button>
      {group !== null && <Button onClick={() => setRemoving(true)}>{t('answerGroupAdmin.remove')}</Button>}
    </>
  );
  return (
    <Drawer
      title={group?.name ?? t('answerGroupAdmin.new')}
      onClose={onClose}
      foot={foot}
      refusal={atField === null ? refusal : null}
    >
      <GroupFields
        groupId={group?.id ?? null}
        written={written}
        refused={atField}
        others={others}
        onChange={(part) => setWritten((now) => ({ ...now, ...part }))}
      />
      {group !== null && removing && (
        <RemoveDialog group={group} onClose={() => setRemoving(false)} onRemoved={() => (forget(), onClose())} />
      )}
    </Drawer>
  );
}
