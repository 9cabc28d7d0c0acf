import { teamsDeepLink } from '../../src/contract/deep-links';
import type { Language } from '../../src/notifications/card-sender';
import { textsIn } from '../texts';
import { adaptiveCard, type CardMessage } from './card';

/** Pure: what the bot says when it was installed. */
export function welcomeCard(language: Language, teamsAppId: string): CardMessage {
  const texts = textsIn(language);
  return adaptiveCard({
    summary: texts.welcomeTitle,
    fallback: texts.welcome,
    body: [
      { type: 'TextBlock', text: texts.welcomeTitle, size: 'Large', weight: 'Bolder', wrap: true },
      { type: 'TextBlock', text: texts.welcome, wrap: true },
    ],
    actions: [
      {
        type: 'Action.OpenUrl',
        title: texts.openPhone,
        url: teamsDeepLink(teamsAppId, { kind: 'section', section: 'calls' }),
      },
    ],
  });
}
