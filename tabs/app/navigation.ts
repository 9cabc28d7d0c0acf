import { parseSubPageId } from '../../src/contract/deep-links';
import type { Section } from '../../src/contract/deep-links';
import type { CallId } from '../../src/contract/ids';
import { createStore } from '../state/store';
import type { Store } from '../state/store';

/** Where the person is. */
interface Place {
  readonly section: Section;
  /** The chosen row: a party in Calls, a contact id in Contacts. */
  readonly selected: string | null;
  /** A number that a link asks to call, until the person has said yes or no. */
  readonly confirmNumber: string | null;
}

export interface Navigation {
  readonly place: Store<Place>;
  open(section: Section, selected?: string | null): void;
  /** From a deep link, which is input from outside: dialling is only ever proposed. */
  openSubPage(subPageId: string): void;
  settleConfirmation(): void;
  /** A link leads back to a call. Told at once when one did so before. */
  onReturn(listener: (callId: CallId) => void): void;
}

/** Keeps the section in the address, so that a reload stays where it was. Entries replace each other: the host owns Back. */
export function createNavigation(window: Window): Navigation {
  const fromHash = parseSubPageId(window.location.hash.replace(/^#\/?/, ''));
  const place = createStore<Place>({ section: fromHash?.kind === 'section' ? fromHash.section : 'calls', selected: null, confirmNumber: null });
  const open = (section: Section, selected: string | null = null): void => {
    place.update((value) => ({ ...value, section, selected }));
    window.history.replaceState(null, '', `#/${section}`);
  };
  let returned: CallId | null = null;
  let tellReturn = (callId: CallId): void => {
    returned = callId;
  };
  return {
    place,
    open,
    openSubPage(subPageId) {
      const page = parseSubPageId(subPageId);
      if (page?.kind === 'section') open(page.section);
      if (page?.kind === 'call') place.update((value) => ({ ...value, confirmNumber: page.number }));
      if (page?.kind !== 'return') return;
      open('calls');
      tellReturn(page.callId);
    },
    onReturn(listener) {
      tellReturn = listener;
      if (returned !== null) listener(returned);
      returned = null;
    },
    settleConfirmation: () => place.update((value) => ({ ...value, confirmNumber: null })),
  };
}
