import { makeStyles } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { GroupView, Mark } from '../../../src/contract/contacts/groups';
import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import type { ContactView } from '../../../src/contract/people/people';
import { errorCode } from '../../api/client-error';
import { useNumbers } from '../../ui/use-numbers';
import { ContactActionsContext } from './contact-actions';
import type { ContactActions, ContactDraft } from './contact-actions';
import { ContactDialog } from './ContactDialog';
import { DialogRoom } from './FormDialog';
import { GroupDialog } from './GroupDialog';
import { MoveDialog } from './MoveDialog';
import { NumberDialog } from './NumberDialog';
import { useChanges } from './use-changes';
import type { Changes } from './use-changes';

type Open =
  | { readonly kind: 'move'; readonly who: string; readonly to: Mark; readonly confirmed: () => void }
  | { readonly kind: 'contact'; readonly contact: ContactView | null; readonly draft?: ContactDraft | undefined }
  | { readonly kind: 'group'; readonly group: GroupView | null; readonly first?: ContactView | undefined }
  | { readonly kind: 'number'; readonly mark: Mark };

const useStyles = makeStyles({ room: { position: 'relative', display: 'grid', minWidth: 0, minHeight: 0 } });

export interface ActionsProviderProps {
  readonly children: ReactNode;
  /** A contact or group was made: it is to be shown. */
  readonly onMade: (what: 'contact' | 'group', id: string) => void;
  /** It has gone. */
  readonly onGone: (id: string) => void;
}

/** What can be done with contacts, and the dialogs that ask before or for more. */
export function ActionsProvider({ children, onMade, onGone }: ActionsProviderProps): ReactNode {
  const styles = useStyles();
  const [open, setOpen] = useState<Open | null>(null);
  const [room, setRoom] = useState<HTMLElement | null>(null);
  const changes = useChanges();
  const actions = useActions(changes, setOpen, onGone);
  return (
    <ContactActionsContext value={actions}>
      <DialogRoom value={room}>
        <div ref={setRoom} className={styles.room}>
          {children}
        </div>
        {open !== null && (
          <Dialogs open={open} changes={changes} actions={actions} onMade={onMade} onClose={() => setOpen(null)} />
        )}
      </DialogRoom>
    </ContactActionsContext>
  );
}

type SetMark = (to: Mark | null, move: boolean) => Promise<unknown>;

/** Sets it, or asks where that would move somebody. The way back is offered where calls go another way by it. */
function createMark({ run }: Changes, ask: (open: Open) => void) {
  return (who: string, to: Mark | null, was: Mark | null, set: SetMark): void => {
    const said = to ?? (was === null ? 'none' : `not.${was}`);
    const done = to === 'vip' || said === 'none' ? undefined : { key: `contacts.done.${said}`, values: { who } };
    const back = (): Promise<unknown> => set(was, true);
    void run(async () => {
      try {
        await set(to, false);
      } catch (error) {
        if (to === null || errorCode(error) !== 'contacts.otherMark') throw error;
        const confirmed = (): void =>
          void run(() => set(to, true), { key: 'contacts.done.moved', values: { who } }, back);
        return ask({ kind: 'move', who, to, confirmed });
      }
      if (done !== undefined) await run(() => Promise.resolve(), done, back);
    });
  };
}

function useActions(changes: Changes, ask: (open: Open) => void, onGone: (id: string) => void): ContactActions {
  const numbers = useNumbers();
  const dragged = useRef<ContactView | null>(null);
  return useMemo(() => {
    const { run, membership, markNumber, member, group, own } = changes;

    const mark = createMark(changes, ask);
    return {
      dragged,
      setFavourite: (contact, favourite) => void run(() => membership(contact, { favourite })),
      setMark: (contact, to, was) =>
        mark(contact.displayName, to, was, (each, move) => membership(contact, { mark: each, move })),
      setNumberMark: (number, to, was) =>
        mark(numbers.readable(number), to, was, (each, move) => markNumber(number, each, move)),
      addTo: (contact, to) =>
        void run(
          () => member(contact, to, true),
          { key: 'contacts.done.added', values: { who: contact.displayName, group: to.name } },
          () => member(contact, to, false),
        ),
      takeFrom: (contact, from) =>
        void run(
          () => member(contact, from, false),
          { key: 'contacts.done.taken', values: { who: contact.displayName, group: from.name } },
          () => member(contact, from, true),
        ),
      newContact: (draft) => ask({ kind: 'contact', contact: null, draft }),
      edit: (contact) => ask({ kind: 'contact', contact }),
      remove(contact) {
        // Its card is closed first: it would ask for what is not there any more.
        onGone(contact.id);
        void run(
          () => own('DELETE', `/own-contacts/${contact.id}`),
          { key: 'contacts.done.deleted', values: { who: contact.displayName } },
          () => own('POST', `/own-contacts/${contact.id}/restore`),
        );
      },
      newGroup: (first) => ask({ kind: 'group', group: null, first }),
      editGroup: (each) => ask({ kind: 'group', group: each }),
      removeGroup: (each) =>
        void run(
          () => group('DELETE', `/groups/${each.id}`).then(() => onGone(each.id)),
          { key: 'contacts.done.groupDeleted', values: { group: each.name } },
          () => group('POST', `/groups/${each.id}/restore`),
        ),
      addNumber: (to) => ask({ kind: 'number', mark: to }),
    };
  }, [changes, ask, onGone, numbers]);
}

interface DialogsProps {
  readonly open: Open;
  readonly changes: Changes;
  readonly actions: ContactActions;
  readonly onMade: ActionsProviderProps['onMade'];
  readonly onClose: () => void;
}

function Dialogs({ open, changes, actions, onMade, onClose }: DialogsProps): ReactNode {
  const { run, own, group, member } = changes;
  switch (open.kind) {
    case 'move': {
      const close = (confirmed: boolean): void => {
        onClose();
        if (confirmed) open.confirmed();
      };
      return <MoveDialog who={open.who} to={open.to} onClose={close} />;
    }
    case 'number':
      return (
        <NumberDialog
          mark={open.mark}
          onSave={(number) => actions.setNumberMark(number, open.mark, null)}
          onClose={onClose}
        />
      );
    case 'group': {
      const path = open.group === null ? '/groups' : `/groups/${open.group.id}`;
      const save = (name: string, shared: boolean): Promise<boolean> =>
        run(async () => {
          const response = await group(open.group === null ? 'POST' : 'PATCH', path, { name, shared });
          if (open.group !== null) return;
          const { id } = (await response.json()) as Pick<GroupView, 'id'>;
          if (open.first !== undefined) await member(open.first, { id } as GroupView, true);
          else onMade('group', id);
        });
      return <GroupDialog group={open.group} onSave={save} onClose={onClose} />;
    }
    case 'contact': {
      const { contact } = open;
      const store = async (body: OwnContactBody): Promise<void> => {
        const response = await (contact === null
          ? own('POST', '/own-contacts', body)
          : own('PUT', `/own-contacts/${contact.id}`, body));
        if (contact === null) onMade('contact', ((await response.json()) as ContactView).id);
      };
      const storeAll = async (bodies: readonly OwnContactBody[]): Promise<void> => {
        for (const body of bodies) await own('POST', '/own-contacts', body);
      };
      return (
        <ContactDialog
          contact={contact}
          draft={open.draft}
          onSave={(body) => run(() => store(body))}
          onSaveAll={(all) => run(() => storeAll(all), { key: 'contacts.done.saved', values: { count: all.length } })}
          onClose={onClose}
        />
      );
    }
  }
}
