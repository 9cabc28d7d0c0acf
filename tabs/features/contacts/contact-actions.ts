import { createContext, useContext } from 'react';
import type { GroupView, Mark } from '../../../src/contract/contacts/groups';
import type { ContactView } from '../../../src/contract/people/people';

/** What a new contact begins with, e.g. the number of a call. */
export interface ContactDraft {
  readonly name?: string;
  readonly number?: string;
}

/** What can be done with contacts and groups, from wherever in the section it is asked for. */
export interface ContactActions {
  setFavourite(contact: ContactView, on: boolean): void;
  /** Asks where it is the other of VIP and Blocked already. `was`: what the way back leads to. */
  setMark(contact: ContactView, mark: Mark | null, was: Mark | null): void;
  /** The same for a bare number. */
  setNumberMark(number: string, mark: Mark | null, was: Mark | null): void;
  addTo(contact: ContactView, group: GroupView): void;
  takeFrom(contact: ContactView, group: GroupView): void;
  newContact(draft?: ContactDraft): void;
  edit(contact: ContactView): void;
  remove(contact: ContactView): void;
  /** `first`: who goes into it at once. */
  newGroup(first?: ContactView): void;
  editGroup(group: GroupView): void;
  removeGroup(group: GroupView): void;
  addNumber(mark: Mark): void;
  /** The contact that the mouse carries, for whoever it is dropped on. */
  readonly dragged: { current: ContactView | null };
}

export const ContactActionsContext = createContext<ContactActions | null>(null);

export function useContactActions(): ContactActions {
  const actions = useContext(ContactActionsContext);
  if (actions === null) throw new Error('no contact actions around this component');
  return actions;
}
