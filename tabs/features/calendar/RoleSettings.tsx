import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostRoles } from '../../../src/contract/calendar/limits';
import { showNoNumber } from '../../../src/contract/devices/sip';
import type { PhoneRole, PhoneRoleDraft } from '../../../src/contract/calendar/roles';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { RoleForm } from './RoleForm';
import { useActivities } from './use-activities';
import { useRoles } from './use-calendar';

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground3 },
  list: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  add: { justifySelf: 'start', alignSelf: 'flex-start' },
});

const fresh: PhoneRoleDraft = {
  name: '',
  number: null,
  rings: { windows: true, deskPhones: true, mobile: false },
  numbers: null,
  activityIds: [],
};

/** My roles: a list, and below it the one that is edited. */
export function RoleSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const roles = useRoles();
  const [edited, setEdited] = useState<PhoneRole | 'new' | null>(null);

  async function ask(method: string, path: string, body: unknown, said: string, name: string): Promise<void> {
    await rest.ask(method, `/calendar/roles${path}`, body === undefined ? {} : { body });
    notices.set({ id: clock.nowMs(), intent: 'success', key: `roles.${said}`, values: { name } });
    setEdited(null);
    await queries.invalidateQueries({ queryKey: ['calendar'] });
  }
  async function remove({ id, name, ...draft }: PhoneRole): Promise<void> {
    try {
      await ask('DELETE', `/${id}`, undefined, 'deleted', name);
    } catch (error) {
      return notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    }
    const run = () => void ask('POST', '', { ...draft, name }, 'saved', name).catch(() => undefined);
    const action = { key: 'action.undo', run };
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'roles.deleted', values: { name }, action });
  }

  return (
    <>
      <Text className={styles.hint}>{t('roles.hint')}</Text>
      {roles.length === 0 && edited === null && <Text>{t('roles.none')}</Text>}
      {roles.length > 0 && (
        <ul className={styles.list} aria-label={t('roles.title')}>
          {roles.map((role) => (
            <RoleRow key={role.id} role={role} onEdit={() => setEdited(role)} />
          ))}
        </ul>
      )}
      {edited === null ? (
        roles.length < mostRoles && (
          <Button className={styles.add} icon={<AddRegular />} onClick={() => setEdited('new')}>
            {t('roles.add')}
          </Button>
        )
      ) : (
        <RoleForm
          key={edited === 'new' ? 'new' : edited.id}
          start={edited === 'new' ? fresh : edited}
          onSave={(draft) =>
            edited === 'new'
              ? ask('POST', '', draft, 'saved', draft.name)
              : ask('PUT', `/${edited.id}`, draft, 'saved', draft.name)
          }
          onClose={() => setEdited(null)}
          {...(edited === 'new' ? {} : { onDelete: () => void remove(edited) })}
        />
      )}
    </>
  );
}

function RoleRow({ role, onEdit }: { role: PhoneRole; onEdit: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const summary = useSummary();
  return (
    <li className={styles.row}>
      <div>
        <Text weight="semibold" block>
          {role.name}
        </Text>
        <Text size={200} className={styles.hint}>
          {summary(role)}
        </Text>
      </div>
      <Button
        appearance="subtle"
        icon={<EditRegular />}
        aria-label={t('roles.edit', { name: role.name })}
        onClick={onEdit}
      />
    </li>
  );
}

/** "shows 08-519 200 91, rings on Teams and own window; Meeting" */
function useSummary(): (role: PhoneRole) => string {
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { nameOf } = useActivities();
  return ({ number, rings, activityIds }) => {
    const what = (['windows', 'deskPhones', 'mobile'] as const).filter((kind) => rings[kind]);
    const shown = number === showNoNumber ? t('roles.anonymous') : number === null ? null : numbers.local(number);
    const rung =
      what.length === 0
        ? t('roles.summary.silent')
        : t('roles.summary.rings', { what: what.map((kind) => t(`roles.${kind}`)).join(', ') });
    const parts = [...(shown === null ? [] : [t('roles.summary.shows', { number: shown })]), rung];
    return [parts.join(', '), ...activityIds.map(nameOf).filter((name) => name !== '')].join(' · ');
  };
}
