import {
  Button,
  Combobox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Option,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffPage, StaffView } from '../../../../src/contract/administration/staff';
import { useServices } from '../../../ui/services';
import { useAct } from '../use-act';

export interface DeactivateDialogProps {
  readonly person: StaffView;
  readonly onClose: () => void;
}

/** Asks who takes the calls, before somebody is signed out for good. */
export function DeactivateDialog({ person, onClose }: DeactivateDialogProps): ReactNode {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [typed, setTyped] = useState('');
  const [callsTo, setCallsTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const others = useColleagues(useDeferredValue(typed)).filter(
    ({ userId, deactivatedAtMs }) => userId !== person.userId && deactivatedAtMs === null,
  );
  const leave = async (): Promise<void> => {
    if ((await act('POST', `people/${person.userId}/deactivate`, { callsTo, reason })) !== null) onClose();
  };
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('people.deactivateTitle', { name: person.name })}</DialogTitle>
          <DialogContent>
            <p>{t('people.deactivateText')}</p>
            <Field label={t('people.takesCalls')}>
              <Combobox
                expandIcon={{ 'aria-label': t('combobox.open') }}
                value={typed}
                placeholder={t('people.nobody')}
                onChange={({ target }) => {
                  setTyped(target.value);
                  setCallsTo(null);
                }}
                onOptionSelect={(_, { optionValue, optionText }) => {
                  setCallsTo(optionValue ?? null);
                  setTyped(optionText ?? '');
                }}
              >
                {others.map(({ userId, name, extension }) => (
                  <Option key={userId} value={userId} text={name}>
                    {`${name} · ${extension}`}
                  </Option>
                ))}
              </Combobox>
            </Field>
            <Field label={t('people.reason')}>
              <Input value={reason} maxLength={200} onChange={(_, { value }) => setReason(value)} />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              disabled={busy || (typed.trim() !== '' && callsTo === null)}
              onClick={() => void leave()}
            >
              {t('people.deactivate')}
            </Button>
            <Button onClick={onClose}>{t('administration.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function useColleagues(q: string): readonly StaffView[] {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['administration', 'colleagues', q],
    queryFn: async ({ signal }) => {
      const query = { q: q.trim(), limit: 20 };
      return (await (await rest.ask('GET', '/administration/people', { query, signal })).json()) as StaffPage;
    },
  });
  return data?.people ?? [];
}
