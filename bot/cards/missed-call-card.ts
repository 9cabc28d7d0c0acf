import { teamsDeepLink } from '../../src/contract/deep-links';
import { isolated } from '../../src/contract/isolated';
import type { MissedCallNotice } from '../../src/notifications/card-sender';
import { textsIn, type Texts } from '../texts';
import { adaptiveCard, clockText, momentText, nameOf, shownNumber, whoLine, type CardMessage } from './card';

/** Verb of the button "Mark as handled"; its data holds the call's id. */
export const markHandledVerb = 'missedCall.handled';

/**
 * Pure: the Adaptive Card (Universal Actions) of a call that was missed or broke off, before and after it was handled,
 * and of what its caller has left.
 */
export function missedCallCard(notice: MissedCallNotice, teamsAppId: string): CardMessage {
  const texts = textsIn(notice.reader.language);
  const who = nameOf(notice.other, texts, notice.reader) ?? texts.anonymous;
  const when = momentText(notice.atMs, notice.reader);
  const { title, summary } = headOf(notice, texts, who, when);
  const isNew = notice.handled === null && notice.message?.heard !== true;
  const actions = actionsOf(notice, texts, teamsAppId);
  return adaptiveCard({
    summary,
    body: [
      { type: 'TextBlock', text: title, weight: 'Bolder', color: isNew ? 'Attention' : 'Default' },
      whoLine(who),
      { type: 'FactSet', facts: factsOf(notice, texts, when) },
      ...transcriptOf(notice, texts),
      ...standingOf(notice, texts).map((text) => doneLine(text)),
    ],
    ...(actions.length === 0 ? {} : { actions }),
  });
}

const doneLine = (text: string): object => ({
  ...{ type: 'TextBlock', color: 'Good', weight: 'Bolder', wrap: true },
  text,
});

function headOf(
  { outcome, message }: MissedCallNotice,
  texts: Texts,
  who: string,
  when: string,
): { readonly title: string; readonly summary: string } {
  if (message !== null) return { title: texts.voicemail, summary: texts.voicemailFrom(who, when) };
  return outcome === 'missed'
    ? { title: texts.missedCall, summary: texts.missedFrom(who, when) }
    : { title: texts.disconnected, summary: texts.disconnectedWith(who, when) };
}

function factsOf(
  { other, through, calledNumber, message, reader }: MissedCallNotice,
  texts: Texts,
  when: string,
): { title: string; value: string }[] {
  const number = shownNumber(other.number, texts, reader);
  return [
    ...(number === null || other.name === null ? [] : [{ title: texts.number, value: number }]),
    { title: texts.when, value: when },
    ...(message === null ? [] : [{ title: texts.length, value: lengthText(message.ms) }]),
    ...(calledNumber === null || reader.numbers.length < 2
      ? []
      : [{ title: texts.calledNumber, value: calledText(calledNumber, reader, texts) }]),
    ...(through === null ? [] : [{ title: texts.through, value: isolated(through) }]),
  ];
}

/** Signs of what was said that a card shows; all of it is in the tab. */
const mostTranscriptSigns = 200;

/** The beginning of what was said, unless nobody has written it down. */
function transcriptOf({ message }: MissedCallNotice, texts: Texts): object[] {
  if (message === null || message.transcript === null) return [];
  const signs = [...message.transcript.text];
  const text = signs.length > mostTranscriptSigns ? `${signs.slice(0, mostTranscriptSigns).join('')}…` : signs.join('');
  return [
    { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: isolated(text) }] },
    { type: 'TextBlock', text: texts.writtenByMachine, isSubtle: true, size: 'Small', wrap: true, spacing: 'None' },
  ];
}

/** Which of the reader's numbers it was: as the company names it, with the number. */
function calledText(number: string, reader: MissedCallNotice['reader'], texts: Texts): string {
  const label = reader.numbers.find((own) => own.number === number)?.label;
  const text = shownNumber(number, texts, reader) ?? '';
  return label === undefined || label === '' ? text : `${isolated(label)} ${text}`;
}

/** Minutes and seconds, e.g. `1:05`. */
const lengthText = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** A message can still be played when its call was returned; what else there was to do is done then. */
function actionsOf(notice: MissedCallNotice, texts: Texts, teamsAppId: string): object[] {
  const { message, handled, reader } = notice;
  const play = message === null ? [] : [playAction(message, reader, texts, teamsAppId)];
  return handled === null ? [...play, ...waysToHandle(notice, texts, teamsAppId)] : play;
}

/** Opens the message in the tab, which plays it. */
function playAction(
  { id }: NonNullable<MissedCallNotice['message']>,
  { tenantId }: MissedCallNotice['reader'],
  texts: Texts,
  teamsAppId: string,
): object {
  const url = teamsDeepLink(teamsAppId, { kind: 'section', section: 'voicemail', selected: id }, tenantId);
  return { type: 'Action.OpenUrl', title: texts.play, url };
}

function waysToHandle({ other, callId, reader }: MissedCallNotice, texts: Texts, teamsAppId: string): object[] {
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

/** What has been done about it. */
function standingOf({ handled, message, reader }: MissedCallNotice, texts: Texts): string[] {
  const heard = message?.heard === true ? [texts.heard] : [];
  if (handled === null) return heard;
  const time = clockText(handled.atMs, reader);
  return [...heard, handled.how === 'calledBack' ? texts.calledBack(time) : texts.handled(time)];
}
