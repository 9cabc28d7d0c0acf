import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { teamsDeepLink } from '../../src/contract/deep-links';
import type { MissedCallNotice } from '../../src/notifications/card-sender';
import { textsIn, type Texts } from '../texts';

/** Verb of the button "Mark as handled"; its data holds the call's id. */
export const markHandledVerb = 'missedCall.handled';

/** A message as the bot sends it: a card, and a line for notices and for clients that cannot show cards. */
export interface CardMessage {
  readonly summary: string;
  readonly card: object;
}

/** Pure: the Adaptive Card (1.5, Universal Actions) of a missed call, before and after it was handled. */
export function missedCallCard(notice: MissedCallNotice, teamsAppId: string): CardMessage {
  const texts = textsIn(notice.reader.language);
  const who = notice.other.name ?? shownNumber(notice.other.number, texts) ?? texts.anonymous;
  const when = momentText(notice.startedAtMs, notice);
  const summary = texts.fallback(who, when);
  return {
    summary,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: summary,
      speak: summary,
      body: [
        { type: 'TextBlock', text: texts.missedCall, weight: 'Bolder', color: notice.handled === null ? 'Attention' : 'Default' },
        // A text run is shown as it is; a text block would read `[text](address)` in a caller's name as a link.
        { type: 'RichTextBlock', spacing: 'None', inlines: [{ type: 'TextRun', text: who, size: 'Large', weight: 'Bolder' }] },
        { type: 'FactSet', facts: factsOf(notice, texts, when) },
        ...(notice.handled === null ? [] : [{ type: 'TextBlock', text: handledText(notice, texts), color: 'Good', weight: 'Bolder', wrap: true }]),
      ],
      ...(notice.handled === null ? { actions: actionsOf(notice, texts, teamsAppId) } : {}),
    },
  };
}

function factsOf({ other, through }: MissedCallNotice, texts: Texts, when: string): { title: string; value: string }[] {
  const number = shownNumber(other.number, texts);
  return [
    ...(number === null || other.name === null ? [] : [{ title: texts.number, value: number }]),
    { title: texts.when, value: when },
    ...(through === null ? [] : [{ title: texts.through, value: through }]),
  ];
}

function actionsOf({ other, callId, reader }: MissedCallNotice, texts: Texts, teamsAppId: string): object[] {
  const callBack =
    other.number === null
      ? []
      : [{ type: 'Action.OpenUrl', title: texts.callBack, style: 'positive', url: teamsDeepLink(teamsAppId, { kind: 'call', number: other.number }, reader.tenantId) }];
  const data = { callId };
  const markHandled = {
    type: 'Action.Execute',
    title: texts.markHandled,
    verb: markHandledVerb,
    data,
    // Clients older than Universal Actions send the same as a message.
    fallback: { type: 'Action.Submit', title: texts.markHandled, data: { ...data, verb: markHandledVerb } },
  };
  return [...callBack, markHandled];
}

function handledText(notice: MissedCallNotice, texts: Texts): string {
  if (notice.handled === null) return '';
  const time = new Intl.DateTimeFormat(localeOf(notice), { hour: '2-digit', minute: '2-digit', timeZone: notice.reader.timeZone }).format(notice.handled.atMs);
  return notice.handled.how === 'calledBack' ? texts.calledBack(time) : texts.handled(time);
}

function momentText(atMs: number, notice: MissedCallNotice): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: notice.reader.timeZone } as const;
  return new Intl.DateTimeFormat(localeOf(notice), options).format(atMs);
}

/** British English counts the hours to 24, as the tab does. */
function localeOf({ reader }: MissedCallNotice): string {
  return reader.language === 'sv' ? 'sv-SE' : 'en-GB';
}

function shownNumber(number: string | null, texts: Texts): string | null {
  if (number === null) return null;
  if (!number.startsWith('+')) return `${texts.extension} ${number}`;
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}
