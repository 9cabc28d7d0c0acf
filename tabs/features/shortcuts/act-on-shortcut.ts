import type { InfiniteData } from '@tanstack/react-query';
import type { HistoryEntry, HistoryPage } from '../../../src/contract/history/history';
import type { ShortcutAction } from '../../../src/contract/settings/settings';
import { historyKey } from '../../session/history-cache';
import type { Services } from '../../session/services';
import { lastDialled, latestMissed } from '../../view-models/call-back';
import type { Callee } from '../../view-models/call-back';
import { transferSubject } from '../../view-models/connect-offer';
import { connectable, keypadCall, nextHeld } from '../../view-models/shortcut-targets';
import { actOnCall } from './act-on-call';
import { connect } from '../../session/connect';
import { focusSearch } from './focus-search';

/** Does what a shortcut says, to the call it is about where it is about one; without one nothing happens. */
export function actOnShortcut(action: ShortcutAction, services: Services): void {
  const { calls, panelTask } = services;
  const cards = services.cards.get();
  switch (action) {
    case 'nextHeld':
      return withCall(nextHeld(cards), ({ id }) => calls.resume(id));
    case 'transfer':
      return withCall(transferSubject(cards), ({ id }) => panelTask.set({ kind: 'transfer', callId: id }));
    case 'connect':
      return withCall(connectable(cards, calls.consultations.get()), ({ card, offer }) =>
        connect(card, offer, services),
      );
    case 'takeBack':
      return withCall(
        cards.find(({ canTakeBack }) => canTakeBack),
        ({ id }) => calls.takeBack(id),
      );
    case 'takeHere':
      return withCall(
        cards.find(({ take }) => take !== null),
        ({ id }) => calls.moveHere(id),
      );
    case 'callBack':
      return place(latestMissed(history(services)), 'shortcuts.nobodyMissed', services);
    case 'redial':
      return place(lastDialled(history(services)), 'shortcuts.nobodyDialled', services);
    case 'keypad':
      return openKeypad(services);
    case 'search':
      return focusSearch();
    default:
      actOnCall(action, services);
  }
}

function withCall<T>(found: T | null | undefined, act: (found: T) => void): void {
  if (found !== null && found !== undefined) act(found);
}

/** The newest calls, which the counter beside "Calls" keeps loaded. */
function history({ queries }: Services): readonly HistoryEntry[] {
  return (
    queries.getQueryData<InfiniteData<HistoryPage>>(historyKey('all', ''))?.pages.flatMap(({ entries }) => entries) ??
    []
  );
}

function place(callee: Callee | null, nobody: string, { calls, notices, clock }: Services): void {
  if (callee) calls.place(callee.number, callee.name);
  else notices.set({ id: clock.nowMs(), intent: 'info', key: nobody });
}

/** In a call its own keypad, pressed again closes it; else the one for dialling. */
function openKeypad({ cards, panelTask }: Services): void {
  const card = keypadCall(cards.get());
  const open = panelTask.get();
  if (card === null) document.querySelector<HTMLElement>('[data-shortcut="keypad"]')?.click();
  else
    panelTask.set(
      open?.kind === 'keypad' && open.callId === card.id ? null : { kind: 'keypad', callId: card.id, sent: '' },
    );
}
