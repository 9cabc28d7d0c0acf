import { teamsDeepLink } from '../../src/contract/deep-links';
import { isolated } from '../../src/contract/isolated';
import type { LongWaitNotice } from '../../src/notifications/card-sender';
import { textsIn } from '../texts';
import { adaptiveCard, clockText, whoLine, type CardMessage } from './card';

/** Pure: the card that tells a supervisor that somebody waits too long; its button opens the answer groups. */
export function longWaitCard({ reader, group, waiting, sinceMs }: LongWaitNotice, teamsAppId: string): CardMessage {
  const texts = textsIn(reader.language);
  const summary = texts.longWait(isolated(group));
  return adaptiveCard({
    summary,
    body: [
      whoLine(summary),
      {
        type: 'FactSet',
        facts: [
          { title: texts.waitingCallers, value: String(waiting) },
          { title: texts.waitingSince, value: clockText(sinceMs, reader) },
        ],
      },
    ],
    actions: [
      {
        type: 'Action.OpenUrl',
        title: texts.openGroups,
        style: 'positive',
        url: teamsDeepLink(teamsAppId, { kind: 'section', section: 'answer-groups' }, reader.tenantId),
      },
    ],
  });
}
