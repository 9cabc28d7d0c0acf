import type { CallId, OrganisationId, UserId } from '../../src/contract/ids';
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
