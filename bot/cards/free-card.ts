import { teamsDeepLink } from '../../src/contract/deep-links';
import { isolated } from '../../src/contract/isolated';
import type { IsFreeNotice } from '../../src/notifications/card-sender';
import { textsIn } from '../texts';
import { adaptiveCard, clockText, whoLine, type CardMessage } from './card';

/** Pure: the card that says that a colleague is free; its button opens the phone, which asks before it dials. */
export function freeCard({ reader, name, extension, atMs }: IsFreeNotice, teamsAppId: string): CardMessage {
  const texts = textsIn(reader.language);
  const summary = texts.isFree(isolated(name));
  return adaptiveCard({
    summary,
    body: [whoLine(summary), { type: 'FactSet', facts: [{ title: texts.when, value: clockText(atMs, reader) }] }],
    actions: [
      {
        type: 'Action.OpenUrl',
        title: texts.call,
        style: 'positive',
        url: teamsDeepLink(teamsAppId, { kind: 'call', number: extension }, reader.tenantId),
      },
    ],
  });
}
