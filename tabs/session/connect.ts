import type { Services } from './services';
import type { CallCard } from '../view-models/call-card';
import type { ConnectOffer } from '../view-models/connect-offer';

/** What connecting two calls takes: nothing for a pair, a choice where there are more. */
export function connect(
  card: CallCard,
  offer: ConnectOffer,
  { calls, panelTask }: Pick<Services, 'calls' | 'panelTask'>,
): void {
  if (offer.kind === 'pair') calls.connect(offer.pair.callId, offer.pair.withCallId);
  else panelTask.set({ kind: 'connect', callId: card.id });
}
