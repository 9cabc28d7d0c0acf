import { parseSubPageId, subPageId } from '../../src/contract/deep-links';
import type { Section } from '../../src/contract/deep-links';
import type { CallId } from '../../src/contract/ids';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { KeptPlace, PlaceMemory } from './place-memory';

/** Where the person is. */
interface Place {
  readonly section: Section;
  /** The chosen row: a party in Calls, a contact id in Contacts; in Administration the tab and what is open in it. */
  readonly selected: string | null;
  /** A number that a link asks to call, until the person has said yes or no. */
  readonly confirmNumber: string | null;
}

export interface Navigation {
  readonly place: Store<Place>;
  open(section: Section, selected?: string | null): void;
  /** Asks before the person goes elsewhere: what is not saved would be lost. Null: nobody asks. */
  guard(asks: ((go: () => void) => void) | null): void;
  /** From a deep link, which is input from outside: dialling is only ever proposed. */
  openSubPage(address: string): void;
  /** Goes where another address leads that is put into the open page. */
  followAddress(): void;
  settleConfirmation(): void;
  /** Whose window this is: back to where the person was, unless a link or a press led elsewhere before. */
  restore(userId: string): void;
  /** A link leads back to a call. Told at once when one did so before. */
  onReturn(listener: (callId: CallId) => void): void;
}

/**
 * Keeps the section in the address and, with the chosen row, in the memory: a reload stays where it was, also in Teams,
 * which forgets the address. Entries replace each other: the host owns Back.
 */
export function createNavigation(window: Window, memory: PlaceMemory | null = null): Navigation {
  const address = (): string => window.location.hash.replace(/^#\/?/, '');
  const fromHash = parseSubPageId(address());
  const place = createStore<Place>({
    section: fromHash?.kind === 'section' ? fromHash.section : 'calls',
    selected: fromHash?.kind === 'section' ? (fromHash.selected ?? null) : null,
    confirmNumber: null,
  });
  let person: string | null = null;
  let wentElsewhere = false;
  let guard: Parameters<Navigation['guard']>[0] = null;
  const show = (section: Section, selected: string | null): void => {
    place.update((value) => ({ ...value, section, selected }));
    writeAddress();
  };
  const writeAddress = (): void => {
    const { section, selected } = place.get();
    const inAddress = section === 'administration' && selected !== null ? { selected } : {};
    window.history.replaceState(null, '', `#/${subPageId({ kind: 'section', section, ...inAddress })}`);
  };
  const go = (section: Section, selected: string | null): void => {
    wentElsewhere = true;
    show(section, selected);
    if (person !== null) memory?.keep(person, { section, selected });
  };
  const open = (section: Section, selected: string | null = null): void =>
    guard === null ? go(section, selected) : guard(() => go(section, selected));
  /** The address says more than the memory, or something else. */
  const leadsElsewhere = (kept: KeptPlace): boolean =>
    fromHash?.kind === 'section' && (fromHash.section !== kept.section || fromHash.selected !== undefined);
  let returned: CallId | null = null;
  let tellReturn = (callId: CallId): void => {
    returned = callId;
  };
  const openSubPage: Navigation['openSubPage'] = (text) => {
    const page = parseSubPageId(text);
    if (page?.kind === 'section') open(page.section, page.selected);
    if (page?.kind === 'call') place.update((value) => ({ ...value, confirmNumber: page.number }));
    if (page?.kind !== 'return') return;
    open('calls');
    tellReturn(page.callId);
  };
  return {
    place,
    open,
    openSubPage,
    guard: (asks) => void (guard = asks),
    followAddress() {
      window.addEventListener('hashchange', () => {
        openSubPage(address());
        // It goes on saying where the person is, whatever it was.
        writeAddress();
      });
    },
    restore(userId) {
      if (person === userId) return;
      person = userId;
      const kept = memory?.read(userId) ?? null;
      if (kept === null || wentElsewhere || leadsElsewhere(kept)) return;
      show(kept.section, kept.selected);
    },
    onReturn(listener) {
      tellReturn = listener;
      if (returned !== null) listener(returned);
      returned = null;
    },
    settleConfirmation: () => place.update((value) => ({ ...value, confirmNumber: null })),
  };
}
