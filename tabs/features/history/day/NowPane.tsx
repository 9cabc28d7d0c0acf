import { useDeferredValue, useRef } from 'react';
import type { ReactNode } from 'react';
import { useServices } from '../../../ui/services';
import { useStore } from '../../../ui/use-store';
import { partyKey } from '../../../view-models/call-list';
import { CallDetail } from '../slots';
import { useParty } from '../use-party';
import { MyDay } from './MyDay';
import { useUnderPointer } from './use-under-pointer';

/** Beside a list of which nothing is chosen: who calls or is called, else my day. */
export function NowPane(): ReactNode {
  const card = useStore(useServices().cards, (cards) => cards.find(({ state }) => state !== 'ended') ?? null);
  // The call itself comes first: its card, and what the phone has to do for it.
  const now = useDeferredValue(useParty(card));
  const box = useRef<HTMLDivElement>(null);
  const shown = useUnderPointer(box, now, (party) => (party === null ? '' : partyKey(party)));
  return (
    <div ref={box}>
      {shown === null ? <MyDay /> : <CallDetail key={partyKey(shown)} other={shown} party={partyKey(shown)} />}
    </div>
  );
}
