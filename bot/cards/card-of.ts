import type { CardNotice } from '../../src/notifications/card-sender';
import type { CardMessage } from './card';
import { missedCallCard } from './missed-call-card';
import { returnCallCard } from './return-call-card';

/** The card for a notice of any kind. */
export function cardOf(notice: CardNotice, teamsAppId: string): CardMessage {
  return notice.kind === 'missedCall' ? missedCallCard(notice, teamsAppId) : returnCallCard(notice, teamsAppId);
}
