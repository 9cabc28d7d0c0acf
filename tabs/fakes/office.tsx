import { loadLaterParts } from '../app/features';
import { Shell } from '../app/Shell';
import type { CallView } from '../../src/contract/calls/call-view';
import { HistoryDeletion, HistoryPage } from '../../src/contract/history/history';
import type { HistoryEntry } from '../../src/contract/history/history';
import { ContactPage } from '../../src/contract/people/people';
import type { ContactView } from '../../src/contract/people/people';
import type { LocalCall } from '../softphone/softphone-state';
import { callCards } from '../view-models/call-card';
import type { CallCard } from '../view-models/call-card';
import { checked } from './checked';
import { draw } from './render';
import type { DrawOptions, Page } from './render';
import { aContact, callId, deviceId } from './samples';

export interface OfficeOptions extends DrawOptions {
  readonly history?: readonly HistoryEntry[];
  readonly contacts?: readonly ContactView[];
}

/** The whole page of somebody at work, all its parts loaded. */
export async function drawOffice({
  history = [],
  contacts = [aContact()],
  ...options
}: OfficeOptions = {}): Promise<Page> {
  const found = (q: string | undefined): readonly ContactView[] =>
    contacts.filter(({ displayName }) => q === undefined || displayName.toLowerCase().includes(q.toLowerCase()));
  return draw(<Shell onSignOut={() => undefined} />, {
    later: await loadLaterParts(),
    ...options,
    rest: {
      history: async ({ show }) =>
        checked(HistoryPage, {
          entries: history.filter(({ outcome }) => show !== 'missed' || outcome === 'missed'),
          next: null,
        }),
      contacts: async ({ q }) => checked(ContactPage, { contacts: [...found(q)], next: null }),
      contact: async (id) => contacts.find((each) => each.id === id) ?? aContact(),
      seeHistory: async () => undefined,
      deleteHistory: async () => checked(HistoryDeletion, { deletionId: callId(9), count: 1 }),
      ...options.rest,
    },
  });
}

/** Cards as this window draws them: the calls that are on its own device have their audio here. */
export function cardsOf(...views: readonly CallView[]): readonly CallCard[] {
  const here = deviceId(1);
  const local = views
    .filter((view) => view.deviceId === here)
    .map(({ id }): [CallView['id'], LocalCall] => [
      id,
      { callId: id, state: 'established', muted: false } as LocalCall,
    ]);
  return callCards(new Map(views.map((view) => [view.id, { view, goneAtMs: null }])), new Map(local), {
    deviceId: here,
  });
}
