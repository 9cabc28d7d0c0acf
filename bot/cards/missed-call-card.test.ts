import type { CallId, OrganisationId, RecordingId, UserId } from '../../src/contract/ids';
import type { MissedCallNotice } from '../../src/notifications/card-sender';
import { missedCallCard } from './missed-call-card';

const notice = (name: string | null, country = 'SE'): MissedCallNotice => ({
  kind: 'missedCall',
  reader: {
    organisationId: 'o' as OrganisationId,
    userId: 'u' as UserId,
    language: 'en',
    timeZone: 'Europe/Stockholm',
    country,
    numbers: [],
    tenantId: 't',
  },
  callId: 'c' as CallId,
  other: { name, number: '+46701740640', contactId: null, userId: null },
  outcome: 'missed',
  through: null,
  calledNumber: null,
  atMs: 0,
  handled: null,
  message: null,
});
const textOf = (name: string | null, country?: string): string =>
  JSON.stringify(missedCallCard(notice(name, country), 'app'));

test('a name that would turn the text beside it does not, on the card, in its notice and when it is spoken', () => {
  expect(textOf('Anna \u202eLind')).not.toContain('\u202e');
  const { summary, card } = missedCallCard(notice('דנה'), 'app');
  expect([summary, (card as { speak: string }).speak, textOf('דנה')]).toEqual([
    expect.stringContaining('\u2068דנה\u2069'),
    expect.stringContaining('\u2068דנה\u2069'),
    expect.stringContaining('"text":"\u2068דנה\u2069"'),
  ]);
  expect(textOf('Anna Lind')).not.toMatch(/[\u2066-\u2069]/);
});

test('a number is written as the reader’s country writes it, and whole, since a card has no hover', () => {
  expect(textOf(null)).toContain('070-174 06 40 (+46 70 174 06 40)');
  expect(textOf(null, 'NO')).toContain('"text":"+46 70 174 06 40"');
});

describe('of a call in which something was left', () => {
  const message = { id: 'm' as RecordingId, ms: 64_600, heard: false, transcript: null };
  const cardOf = (changes: Partial<MissedCallNotice> = {}) => {
    const { summary, card } = missedCallCard({ ...notice('Sofia Berg'), message, ...changes }, 'app');
    return { summary, text: JSON.stringify(card) };
  };

  test('it says voicemail, from whom and how long, in both languages, and nothing of a missed call', () => {
    const { summary, text } = cardOf();
    expect(summary).toMatch(/^Voicemail from Sofia Berg, /);
    expect(text).toContain('"text":"Voicemail"');
    expect(text).toContain('{"title":"Length","value":"1:05"}');
    expect(text).not.toContain('Missed');
    const swedish = cardOf({ reader: { ...notice(null).reader, language: 'sv' } });
    expect(swedish.summary).toMatch(/^Röstmeddelande från Sofia Berg, /);
    expect(swedish.text).toContain('{"title":"Längd","value":"1:05"}');
  });

  test('it asks for attention until it was heard or handled', () => {
    expect(cardOf().text).toContain('"color":"Attention"');
    const heard = cardOf({ message: { ...message, heard: true } }).text;
    expect(heard).not.toContain('"color":"Attention"');
    expect(heard).toContain('"text":"Heard"');
    expect(cardOf({ handled: { how: 'marked', atMs: 0 } }).text).not.toContain('"color":"Attention"');
  });

  test('Play leads to this very message, first of all that can be done, and also when the call was returned', () => {
    const actionsOf = (changes: Partial<MissedCallNotice> = {}) =>
      (JSON.parse(cardOf(changes).text) as { actions?: { title: string; url?: string }[] }).actions ?? [];
    expect(actionsOf().map(({ title }) => title)).toEqual(['Play', 'Call back', 'Mark as handled']);
    expect(decodeURIComponent(actionsOf()[0]?.url ?? '')).toContain('"subEntityId":"voicemail/m"');
    expect(actionsOf({ handled: { how: 'calledBack', atMs: 0 } }).map(({ title }) => title)).toEqual(['Play']);
    expect(actionsOf({ message: null }).map(({ title }) => title)).toEqual(['Call back', 'Mark as handled']);
  });

  test('of what was said it shows the beginning, marked as written by a machine', () => {
    const said = (text: string) => cardOf({ message: { ...message, transcript: { text } } }).text;
    expect(said('Ring mig.')).toMatch(/"text":"Ring mig\.".*"text":"Written by a machine"/);
    const long = said('å'.repeat(300));
    expect(long).toContain(`"${'å'.repeat(200)}…"`);
    expect(cardOf().text).not.toContain('machine');
  });

  test('words that look like links or lists are words', () => {
    const said = '[här](https://x.example) *nu*';
    const { text } = cardOf({ message: { ...message, transcript: { text: said } } });
    expect(text).toContain(`"inlines":[{"type":"TextRun","text":"${said}"}]`);
  });

  test('once it is deleted, the call was missed, as any other', () => {
    expect(cardOf({ message: null }).summary).toMatch(/^Missed call from Sofia Berg, /);
  });
});
