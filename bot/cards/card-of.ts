import type { CardNotice } from '../../src/notifications/card-sender';
import type { CardMessage } from './card';
import { freeCard } from './free-card';
import { longWaitCard } from './long-wait-card';
import { missedCallCard } from './missed-call-card';
import { returnCallCard } from './return-call-card';

/** The card for a notice of any kind. */
export function cardOf(notice: CardNotice, teamsAppId: string): CardMessage {
  switch (notice.kind) {
    case 'missedCall':
      return missedCallCard(notice, teamsAppId);
    case 'returnCall':
      return returnCallCard(notice, teamsAppId);
    case 'isFree':
      return freeCard(notice, teamsAppId);
    case 'longWait':
      return longWaitCard(notice, teamsAppId);
  }
}
