import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import { ClientError, errorCode } from '../../../api/client-error';
import { useServices } from '../../../ui/services';

export interface RemoveDialogProps {
  readonly group: Pick<AnswerGroupAdminView, 'id' | 'name'>;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before a group goes, and says what stands in its way. */
export function RemoveDialog({ group: { id, name }, onClose, onRemoved }: RemoveDialogProps): ReactNode {
  const { t } = useTranslation();
  const { rest, queries, notices, clock } = useServices();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const code = problem === null ? null : errorCode(problem);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const query = code === 'answerGroups.callersWait' ? { anyway: '1' } : {};
      await rest.ask('DELETE', `/administration/answer-groups/${id}`, { query });
      await queries.invalidateQueries({ queryKey: ['administration'] });
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'answerGroupAdmin.removed', values: { name } });
      onRemoved();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('answerGroupAdmin.removeTitle', { name })}</DialogTitle>
          <DialogContent>
            <div role="status">
              {code === null ? t('answerGroupAdmin.removeText') : `${t(`error.${code}`)} ${leading(problem)}`}
            </div>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabledFocusable={busy || code === 'answerGroups.inUse'}
              onClick={() => void remove()}
            >
              {t(code === 'answerGroups.callersWait' ? 'answerGroupAdmin.anyway' : 'answerGroupAdmin.remove')}
            </Button>
            <Button onClick={onClose}>{t('administration.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** The groups that lead here, where that is what stands in the way. */
const leading = (problem: unknown): string =>
  problem instanceof ClientError && problem.code === 'answerGroups.inUse' ? problem.message : '';
