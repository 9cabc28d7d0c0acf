import { teamsDeepLink } from '../../src/contract/deep-links';
import type { ReturnCallNotice } from '../../src/notifications/card-sender';
import { textsIn } from '../texts';
import { adaptiveCard, clockText, nameOf, shownNumber, whoLine, type CardMessage } from './card';

/**
 * Pure: the card of a call that waits for its person. Its button opens the tab, which takes the call back; nothing is
 * dialled.
 */
export function returnCallCard(
  { reader, callId, other, waitingSinceMs }: ReturnCallNotice,
  teamsAppId: string,
): CardMessage {
  const texts = textsIn(reader.language);
  const who = nameOf(other, texts, reader);
  const number = other.name === null ? null : shownNumber(other.number, texts, reader);
  const summary = who === null ? texts.waitingAnonymous : texts.waiting(who);
  return adaptiveCard({
    summary,
    body: [
      whoLine(summary),
      {
        type: 'FactSet',
        facts: [
          ...(number === null ? [] : [{ title: texts.number, value: number }]),
          { title: texts.waitingSince, value: clockText(waitingSinceMs, reader) },
        ],
      },
    ],
    actions: [
      {
        type: 'Action.OpenUrl',
        title: texts.returnToCall,
        style: 'positive',
        url: teamsDeepLink(teamsAppId, { kind: 'return', callId }, reader.tenantId),
      },
    ],
  });
}
