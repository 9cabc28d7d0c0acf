import type { CallView } from '../../src/contract/calls/call-view';
import type { ContactPage } from '../../src/contract/people/people';
import type { LocalCall } from '../softphone/softphone-state';
import { callCards } from '../view-models/call-card';
import type { CallCard } from '../view-models/call-card';
import { aCall, aContact, callId, contactId, deviceId, outside, userId } from './samples';

/** Cards of calls as drawn in the tests of the call panel, and what they are looked for by. */
export const here = { deviceId: deviceId(1) };
export const mine = (n: number, change: Partial<CallView>): CallView =>
  aCall({ id: callId(n), startedAtMs: n, answeredAtMs: n, deviceId: deviceId(1), invitedAs: callId(n), ...change });
export const active = (n: number, change: Partial<CallView> = {}) => mine(n, { state: 'active', ...change });
export const held = (n: number, change: Partial<CallView> = {}) =>
  mine(n, { state: 'held', heldByMe: true, ...change });
export const ringing = (n: number) => aCall({ id: callId(n), other: outside });

export function cardsOf(...views: CallView[]): readonly CallCard[] {
  const local = views
    .filter(({ deviceId: where }) => where === here.deviceId)
    .map(({ id }): [CallView['id'], LocalCall] => [
      id,
      { callId: id, state: 'established', muted: false } as LocalCall,
    ]);
  return callCards(new Map(views.map((view) => [view.id, { view, goneAtMs: null }])), new Map(local), here);
}

export const people: ContactPage = {
  contacts: [
    aContact({ statusMessage: 'In a meeting until 15:00', line: 'inCall' }),
    aContact({ id: contactId(3), userId: userId(3), displayName: 'Cecilia Ek', extension: '1003', numbers: [] }),
    aContact({ id: contactId(1), userId: userId(1), displayName: 'Anna Lind', extension: '1001' }),
  ],
  next: null,
};

export const card = (n: number): HTMLElement =>
  document.querySelector<HTMLElement>(`[data-call="${callId(n)}"]`) as HTMLElement;
export const inCard = (n: number, name: string): HTMLButtonElement | null =>
  card(n).querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`) ??
  [...card(n).querySelectorAll('button')].find(({ textContent }) => textContent === name) ??
  null;
export const picker = (): HTMLElement | null => document.querySelector('[role=dialog]');
export const field = (): HTMLInputElement => picker()?.querySelector('input') as HTMLInputElement;
export const rows = (): string[] =>
  [...(picker()?.querySelectorAll('[role=row]') ?? [])].map(({ textContent }) => textContent ?? '');
export const chosen = (): string =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';
export const press = (element: Element | null): HTMLElement => {
  if (!element) throw new Error(`no such element in ${document.body.innerHTML.slice(0, 3_000)}`);
  return element as HTMLElement;
};
