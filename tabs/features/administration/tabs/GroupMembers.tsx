import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupPage, GroupView } from '../../../../src/contract/contacts/groups';
import type { ContactView } from '../../../../src/contract/people/people';
import { PersonAvatar } from '../../../ui/PersonAvatar';
import { useServices } from '../../../ui/services';
import { useGroupChanges } from './use-group-changes';

const useStyles = makeStyles({
  pane: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 180px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  person: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minHeight: '44px' },
  name: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** One group of the company's: its name, who is in it, and whom one puts there. */
export function GroupMembers({ group, onGone }: { group: GroupView; onGone: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { member } = useGroupChanges();
  const [typed, setTyped] = useState('');
  const members = useMembers(group.id);
  const found = useFound(useDeferredValue(typed.trim())).filter(({ id }) => !members.some((each) => each.id === id));
  return (
    <section className={styles.pane} aria-label={group.name}>
      <NameForm group={group} onGone={onGone} />
      <Field label={t('companyGroups.find')}>
        <Input
          type="search"
          contentBefore={<SearchRegular />}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      {found.length > 0 && (
        <ul className={styles.list} aria-label={t('companyGroups.found')}>
          {found.map((contact) => (
            <Person
              key={contact.id}
              contact={contact}
              icon={<AddRegular />}
              label={t('companyGroups.put', { who: contact.displayName })}
              onPress={() => void member(group.id, contact.id, true)}
            />
          ))}
        </ul>
      )}
      <ul className={styles.list} aria-label={t('companyGroups.members')}>
        {members.map((contact) => (
          <Person
            key={contact.id}
            contact={contact}
            icon={<DismissRegular />}
            label={t('contacts.takeOutOf', { who: contact.displayName, group: group.name })}
            onPress={() => void member(group.id, contact.id, false)}
          />
        ))}
      </ul>
      {members.length === 0 && <p className={styles.muted}>{t('companyGroups.nobody')}</p>}
    </section>
  );
}

function NameForm({ group, onGone }: { group: GroupView; onGone: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rename, remove } = useGroupChanges();
  const [name, setName] = useState(group.name);
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        void rename(group.id, name.trim());
      }}
    >
      <Field className={styles.field} label={t('companyGroups.rename')}>
        <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Button type="submit" disabled={name.trim() === '' || name.trim() === group.name}>
        {t('administration.save')}
      </Button>
      <Button
        icon={<DeleteRegular />}
        onClick={() => void remove(group.id, group.name).then((done) => done && onGone())}
      >
        {t('companyGroups.delete')}
      </Button>
    </form>
  );
}

interface PersonProps {
  readonly contact: ContactView;
  readonly icon: NonNullable<ReactNode>;
  readonly label: string;
  readonly onPress: () => void;
}

function Person({ contact, icon, label, onPress }: PersonProps): ReactNode {
  const styles = useStyles();
  return (
    <li className={styles.person}>
      <PersonAvatar name={contact.displayName} size={28} contact={contact} />
      <span className={styles.name}>{contact.displayName}</span>
      <Button appearance="subtle" icon={<>{icon}</>} aria-label={label} title={label} onClick={onPress} />
    </li>
  );
}

function useMembers(id: string): readonly ContactView[] {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['members', id, 'administration'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/groups/${id}/members`, { query: { limit: 200 }, signal })).json() as Promise<GroupPage>,
  });
  return data?.contacts ?? [];
}

/** Of the company's contacts: nobody else sees one's own. */
function useFound(q: string): readonly ContactView[] {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['found', q],
    queryFn: ({ signal }) => rest.contacts({ q, limit: 20 }, signal),
    enabled: q !== '',
  });
  return q === '' ? [] : (data?.contacts.filter(({ own }) => !own) ?? []);
}
