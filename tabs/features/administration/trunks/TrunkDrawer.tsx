import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrunkView } from '../../../../src/contract/trunks/trunks';
import { useServices } from '../../../ui/services';
import { Drawer } from '../Drawer';
import { useAct, useActInForm } from '../use-act';
import { useUnsaved } from '../use-unsaved';
import { draftOf, isWhole, problemsOf, writtenOf } from './draft';
import { TestCall } from './TestCall';
import { TrunkFields } from './TrunkFields';
import { TrunkState } from './TrunkState';
import { standingOf } from './trunk-state';

export interface TrunkDrawerProps {
  /** Null: a new one. */
  readonly trunk: TrunkView | null;
  readonly onClose: () => void;
  /** The drawer of the new one opens. */
  readonly onAdded: (id: string) => void;
}

/** One trunk: what the operator said of it, and a call to see whether it works. */
export function TrunkDrawer({ trunk, onClose, onAdded }: TrunkDrawerProps): ReactNode {
  const { t } = useTranslation();
  const { notices, clock } = useServices();
  const { act, busy, refusal } = useActInForm();
  const remove = useRemove();
  const [written, setWritten] = useState(() => writtenOf(trunk));
  const forget = useUnsaved(written);
  const save = async (): Promise<void> => {
    const body = draftOf(written);
    const [method, path] = trunk === null ? ['POST', 'trunks'] : ['PUT', `trunks/${trunk.id}`];
    const done = await act<{ readonly id?: string }>(method, path, body);
    if (done === null) return;
    const saved = { ...written, password: '' };
    forget(saved);
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'trunks.saved', values: { name: body.name } });
    if (done.id === undefined) setWritten(saved);
    else onAdded(done.id);
  };
  const foot = (
    <>
      <Button appearance="primary" disabledFocusable={busy || !isWhole(written)} onClick={() => void save()}>
        {t('administration.save')}
      </Button>
      <Button onClick={onClose}>{t('administration.cancel')}</Button>
      {trunk !== null && (
        <Button
          disabledFocusable={busy}
          onClick={() => void remove(trunk).then((done) => done && (forget(), onClose()))}
        >
          {t('trunks.delete')}
        </Button>
      )}
    </>
  );
  return (
    <Drawer title={trunk?.name ?? t('trunks.new')} onClose={onClose} foot={foot} refusal={refusal}>
      {trunk !== null && <TrunkState standing={standingOf(trunk)} />}
      {trunk !== null && trunk.enabled && <TestCall trunk={trunk} />}
      <TrunkFields
        written={written}
        problems={problemsOf(written)}
        hasPassword={trunk?.hasPassword ?? false}
        onChange={(part) => setWritten((now) => ({ ...now, ...part }))}
      />
    </Drawer>
  );
}

/** With the way back. */
function useRemove(): (trunk: TrunkView) => Promise<boolean> {
  const { notices, clock } = useServices();
  const { act } = useAct();
  return async ({ id, name }) => {
    const done = await act('DELETE', `trunks/${id}`);
    if (done === null) return false;
    notices.set({
      id: clock.nowMs(),
      intent: 'success',
      key: 'trunks.deleted',
      values: { name },
      action: { key: 'action.undo', run: () => void act('POST', `trunks/${id}/restore`) },
    });
    return true;
  };
}
