import type { i18n as I18n } from 'i18next';
import type { CallView } from '../../src/contract/calls/call-view';
import { groupId } from '../fakes/answer-group-samples';
import { aCall, aGuest, bjorn, callId, cecilia, deviceId, nobody, outside } from '../fakes/samples';
import { addLaterTexts, createI18n } from '../i18n/i18n';
import type { LocalCall } from '../softphone/softphone-state';
import { announcements, announcementText } from './announcements';
import type { AnnouncementTexts } from './announcements';
import { callCards } from './call-card';
import type { CallCard } from './call-card';

const here = { deviceId: deviceId(1), invitedAs: callId(1), answeredAtMs: 5_000 };
const supervisor = { state: 'active', ...here } as const;
const onDesk = { deviceId: deviceId(2), deviceLabel: 'Desk phone', invitedAs: callId(7), answeredAtMs: 5_000 };

/** The card of a call in this window, as far as the window's phone has it; none: there is no such call. */
const cards = (view: Partial<CallView> | null): readonly CallCard[] => {
  if (view === null) return [];
  const call = aCall(view);
  const local =
    call.deviceId === deviceId(1) && call.state !== 'ended'
      ? [[call.id, { callId: call.id, state: 'established', muted: call.muted } as LocalCall] as const]
      : [];
  return callCards(new Map([[call.id, { view: call, goneAtMs: null }]]), new Map(local), { deviceId: deviceId(1) });
};

let languages: Record<'en' | 'sv', I18n>;
beforeAll(async () => {
  const [en, sv] = (await Promise.all(
    (['en', 'sv'] as const).map(async (language) => {
      const i18n = await createI18n(language);
      await addLaterTexts(i18n);
      return i18n;
    }),
  )) as [I18n, I18n];
  languages = { en, sv };
});

function said(language: 'en' | 'sv', before: Partial<CallView> | null, after: Partial<CallView> | null): string {
  const { t } = languages[language];
  const texts: AnnouncementTexts = {
    who: ({ name, number }) => name ?? number ?? t('call.anonymous'),
    text: ({ key, values }) => t(key, { ...values }),
  };
  return announcements(cards(before), cards(after))
    .map((each) => announcementText(each, texts))
    .join('. ');
}

const states = {
  ringing: {},
  calling: { state: 'connecting', direction: 'out', ...here, answeredAtMs: null },
  active: { state: 'active', ...here },
  muted: { state: 'active', ...here, muted: true },
  held: { state: 'held', ...here, heldByMe: true },
  heldByOther: { state: 'active', ...here, heldByOther: true },
  heldByBoth: { state: 'held', ...here, heldByMe: true, heldByOther: true },
  onDesk: { state: 'active', ...onDesk },
  heldOnDesk: { state: 'held', ...onDesk, heldByMe: true },
  mutedOnDesk: { state: 'active', ...onDesk, muted: true },
  onMobile: { state: 'active', deviceLabel: 'Mobile', invitedAs: callId(7), answeredAtMs: 5_000 },
  anchored: { state: 'anchored', ...here, invitedAs: null },
  transferring: { state: 'connecting', ...here, deviceId: null, invitedAs: null, transferringTo: cecilia },
  transferred: { state: 'ended', ...here, endReason: 'transferred', transferringTo: cecilia },
  unanswered: { returned: { from: cecilia, reason: 'noAnswer' } },
  takenBack: { returned: { from: cecilia, reason: 'cancelled' } },
  listening: { ...supervisor, supervising: { mode: 'listen', groupId: groupId(1) } },
  whispering: { ...supervisor, supervising: { mode: 'whisper', groupId: groupId(1) } },
  withCecilia: { state: 'active', ...here, guests: [aGuest()] },
  ringsCecilia: { state: 'active', ...here, guests: [aGuest({ state: 'ringing' })] },
  withoutCecilia: { state: 'active', ...here, guests: [aGuest({ state: 'left', endReason: 'declined' })] },
  overheard: { state: 'active', ...here, guests: [aGuest({ isSupervisor: true, mode: 'listen' })] },
  asked: { state: 'active', ...here, recording: { stage: 'asking', isMine: false } },
  recorded: { state: 'active', ...here, recording: { stage: 'on', isMine: true } },
  backAgain: { state: 'active', ...here, returned: { from: cecilia, reason: 'cancelled' } },
} as const satisfies Record<string, Partial<CallView>>;

const ended = (endReason: CallView['endReason'], change: Partial<CallView> = {}): Partial<CallView> => ({
  state: 'ended',
  endReason,
  ...change,
});
const {
  ringing,
  calling,
  active,
  muted,
  held,
  heldByOther,
  heldByBoth,
  onDesk: desk,
  heldOnDesk,
  mutedOnDesk,
  onMobile,
  anchored,
  transferring,
  transferred,
  unanswered,
  takenBack,
  backAgain,
  listening,
  whispering,
  withCecilia,
  ringsCecilia,
  withoutCecilia,
  overheard,
  asked,
  recorded,
} = states;

it.each<[what: string, before: Partial<CallView> | null, after: Partial<CallView> | null, en: string, sv: string]>([
  ['a call comes in', null, ringing, 'Incoming call from Björn Åkesson', 'Inkommande samtal från Björn Åkesson'],
  ['from a number', null, { other: outside }, 'Incoming call from +46701234567', 'Inkommande samtal från +46701234567'],
  ['from nobody known', null, { other: nobody }, 'Incoming call from Anonymous', 'Inkommande samtal från Dolt nummer'],
  ['I answer', ringing, active, 'Connected with Björn Åkesson', 'Kopplad till Björn Åkesson'],
  ['the other side answers', calling, active, 'Connected with Björn Åkesson', 'Kopplad till Björn Åkesson'],
  [
    'it answers the call that I made from my desk phone',
    calling,
    desk,
    'Connected with Björn Åkesson',
    'Kopplad till Björn Åkesson',
  ],
  ['the sound is back', anchored, active, 'Connected with Björn Åkesson', 'Kopplad till Björn Åkesson'],
  [
    'a voicemail answers',
    calling,
    { ...active, voicemail: true },
    'Voicemail of Björn Åkesson',
    'Röstbrevlådan hos Björn Åkesson',
  ],
  ['somebody who is added rings', active, ringsCecilia, '', ''],
  ['and answers', ringsCecilia, withCecilia, 'Cecilia Ek is in the call', 'Cecilia Ek är med i samtalet'],
  [
    'or does not',
    ringsCecilia,
    withoutCecilia,
    'Cecilia Ek is not in the call any more',
    'Cecilia Ek är inte längre med i samtalet',
  ],
  ['a supervisor listens', active, overheard, 'Cecilia Ek listens', 'Cecilia Ek lyssnar'],
  ['I whisper', listening, whispering, 'Only Björn Åkesson hears you', 'Bara Björn Åkesson hör dig'],
  ['I take over', listening, active, 'Connected with Björn Åkesson', 'Kopplad till Björn Åkesson'],
  [
    'it is asked whether it may be recorded',
    active,
    asked,
    'Call with Björn Åkesson: Recording? Press 1 to agree',
    'Samtalet med Björn Åkesson: Inspelning? Tryck 1 för ja',
  ],
  ['it is recorded', active, recorded, 'Call with Björn Åkesson: Recording', 'Samtalet med Björn Åkesson: Spelas in'],
  [
    'and not any more',
    recorded,
    active,
    'Call with Björn Åkesson is not recorded any more',
    'Samtalet med Björn Åkesson spelas inte längre in',
  ],
  ['what was asked comes to nothing', asked, active, '', ''],
  ['microphone off', active, muted, 'Microphone off', 'Mikrofonen är av'],
  ['microphone on', muted, active, 'Microphone on', 'Mikrofonen är på'],
  ['microphone off on another device', desk, mutedOnDesk, 'Microphone off', 'Mikrofonen är av'],
  ['I park it', active, held, 'Call with Björn Åkesson on hold', 'Samtalet med Björn Åkesson är parkerat'],
  [
    'I resume it, which is no new connection',
    held,
    active,
    'Call with Björn Åkesson resumed',
    'Samtalet med Björn Åkesson är återtaget',
  ],
  [
    'I park it on another device',
    desk,
    heldOnDesk,
    'Call with Björn Åkesson on hold',
    'Samtalet med Björn Åkesson är parkerat',
  ],
  ['I resume it there', heldOnDesk, desk, 'Call with Björn Åkesson resumed', 'Samtalet med Björn Åkesson är återtaget'],
  [
    'the other side parks it',
    active,
    heldByOther,
    'Björn Åkesson has put you on hold',
    'Björn Åkesson har parkerat samtalet',
  ],
  [
    'the other side resumes it',
    heldByOther,
    active,
    'Björn Åkesson is back from hold',
    'Björn Åkesson är tillbaka i samtalet',
  ],
  [
    'I resume what the other side parked meanwhile',
    heldByBoth,
    heldByOther,
    'Call with Björn Åkesson resumed. Björn Åkesson has put you on hold',
    'Samtalet med Björn Åkesson är återtaget. Björn Åkesson har parkerat samtalet',
  ],
  ['the other side parks what I have parked: I hear nothing of it', held, heldByBoth, '', ''],
  ['I hand it over', active, transferring, 'Transferring to Cecilia Ek…', 'Överför till Cecilia Ek…'],
  [
    'it is handed over',
    transferring,
    transferred,
    'Call with Björn Åkesson transferred to Cecilia Ek',
    'Samtalet med Björn Åkesson är överfört till Cecilia Ek',
  ],
  [
    'nobody takes it',
    transferring,
    unanswered,
    'Cecilia Ek did not answer. Incoming call from Björn Åkesson',
    'Cecilia Ek svarade inte. Inkommande samtal från Björn Åkesson',
  ],
  ['I take it back', transferring, takenBack, 'Taken back from Cecilia Ek', 'Återtaget från Cecilia Ek'],
  ['and speak again', takenBack, backAgain, 'Connected with Björn Åkesson', 'Kopplad till Björn Åkesson'],
  [
    'another device of mine answers',
    ringing,
    desk,
    'Call with Björn Åkesson answered on another device',
    'Samtalet med Björn Åkesson besvarades på en annan enhet',
  ],
  [
    'it goes to another device',
    active,
    desk,
    'Call with Björn Åkesson moved to Desk phone',
    'Samtalet med Björn Åkesson är flyttat till Desk phone',
  ],
  [
    'it goes on from there',
    desk,
    onMobile,
    'Call with Björn Åkesson moved to Mobile',
    'Samtalet med Björn Åkesson är flyttat till Mobile',
  ],
  [
    'it goes to a device without a name',
    active,
    { ...desk, deviceLabel: null },
    'Call with Björn Åkesson moved to another device',
    'Samtalet med Björn Åkesson är flyttat till en annan enhet',
  ],
  ['it comes here', desk, active, 'Call with Björn Åkesson moved here', 'Samtalet med Björn Åkesson är flyttat hit'],
  ['it ends', active, ended('hungUp', here), 'Call with Björn Åkesson ended', 'Samtalet med Björn Åkesson är slut'],
  [
    'I give up calling',
    calling,
    ended('cancelled', { direction: 'out' }),
    'Call with Björn Åkesson ended',
    'Samtalet med Björn Åkesson är slut',
  ],
  ['I decline', ringing, ended('declined'), 'Call with Björn Åkesson ended', 'Samtalet med Björn Åkesson är slut'],
  [
    'the other side declines',
    calling,
    ended('declined', { direction: 'out' }),
    'Call with Björn Åkesson ended: Declined',
    'Samtalet med Björn Åkesson är slut: Avvisat',
  ],
  [
    'the connection is lost',
    active,
    ended('lost', here),
    'Call with Björn Åkesson ended: Connection lost',
    'Samtalet med Björn Åkesson är slut: Förbindelsen bröts',
  ],
  [
    'I did not get to it',
    ringing,
    ended('cancelled'),
    'Missed call from Björn Åkesson',
    'Missat samtal från Björn Åkesson',
  ],
  [
    'it could not be made at all',
    null,
    ended('unknownNumber', { direction: 'out' }),
    'Call with Björn Åkesson ended: The number does not exist',
    'Samtalet med Björn Åkesson är slut: Numret finns inte',
  ],
  ['its card is taken away', ended('hungUp'), null, '', ''],
  ['it rings at the other side', calling, { ...calling, otherRings: true }, '', ''],
  ['a window opens, of calls on my desk phone', null, desk, '', ''],
])('%s', (_, before, after, en, sv) => {
  expect([said('en', before, after), said('sv', before, after)]).toEqual([en, sv]);
  // What has been said is not said again.
  expect(said('en', after, after)).toBe('');
});

it('tells of each call what happened to it', () => {
  const both = (one: Partial<CallView>, two: Partial<CallView>): readonly CallCard[] => [
    ...cards(one),
    ...cards({ ...two, id: callId(2), other: cecilia }),
  ];
  const news = announcements(both(active, ringing), both(held, { state: 'active', ...here, invitedAs: callId(2) }));
  expect(news.map(({ key, about }) => [key, about?.name])).toEqual([
    ['announce.held', bjorn.name],
    ['announce.connected', cecilia.name],
  ]);
});
