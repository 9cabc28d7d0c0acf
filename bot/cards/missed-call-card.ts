import { teamsDeepLink } from '../../src/contract/deep-links';
import { isolated } from '../../src/contract/isolated';
import type { MissedCallNotice } from '../../src/notifications/card-sender';
import { textsIn, type Texts } from '../texts';
import { adaptiveCard, clockText, momentText, nameOf, shownNumber, whoLine, type CardMessage } from './card';

/** Verb of the button "Mark as handled"; its data holds the call's id. */
export const markHandledVerb = 'missedCall.handled';

/**
 * Pure: the Adaptive Card (Universal Actions) of a call that was missed or broke off, before and after it was handled.
 */
export function missedCallCard(notice: MissedCallNotice, teamsAppId: string): CardMessage {
  const texts = textsIn(notice.reader.language);
  const who = nameOf(notice.other, texts, notice.reader) ?? texts.anonymous;
  const when = momentText(notice.atMs, notice.reader);
  const missed = notice.outcome === 'missed';
  return adaptiveCard({
    summary: missed ? texts.missedFrom(who, when) : texts.disconnectedWith(who, when),
    body: [
      {
        type: 'TextBlock',
        text: missed ? texts.missedCall : texts.disconnected,
        weight: 'Bolder',
        color: notice.handled === null ? 'Attention' : 'Default',
      },
      whoLine(who),
      { type: 'FactSet', facts: factsOf(notice, texts, when) },
      ...(notice.handled === null
        ? []
        : [{ type: 'TextBlock', text: handledText(notice, texts), color: 'Good', weight: 'Bolder', wrap: true }]),
    ],
    ...(notice.handled === null ? { actions: actionsOf(notice, texts, teamsAppId) } : {}),
  });
}

function factsOf(
  { other, through, calledNumber, reader }: MissedCallNotice,
  texts: Texts,
  when: string,
): { title: string; value: string }[] {
  const number = shownNumber(other.number, texts, reader);
  return [
    ...(number === null || other.name === null ? [] : [{ title: texts.number, value: number }]),
    { title: texts.when, value: when },
    ...(calledNumber === null || reader.numbers.length < 2
      ? []
      : [{ title: texts.calledNumber, value: calledText(calledNumber, reader, texts) }]),
    ...(through === null ? [] : [{ title: texts.through, value: isolated(through) }]),
  ];
}

/** Which of the reader's numbers it was: as the company names it, with the number. */
function calledText(number: string, reader: MissedCallNotice['reader'], texts: Texts): string {
  const label = reader.numbers.find((own) => own.number === number)?.label;
  const text = shownNumber(number, texts, reader) ?? '';
  return label === undefined || label === '' ? text : `${isolated(label)} ${text}`;
}

function actionsOf({ other, callId, reader }: MissedCallNotice, texts: Texts, teamsAppId: string): object[] {
  const callBack =
    other.number === null
      ? []
      : [
          {
            type: 'Action.OpenUrl',
            title: texts.callBack,
            style: 'positive',
            url: teamsDeepLink(teamsAppId, { kind: 'call', number: other.number }, reader.tenantId),
          },
        ];
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

function handledText({ handled, reader }: MissedCallNotice, texts: Texts): string {
  if (handled === null) return '';
  const time = clockText(handled.atMs, reader);
  return handled.how === 'calledBack' ? texts.calledBack(time) : texts.handled(time);
}
