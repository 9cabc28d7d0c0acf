import type { UserId } from '../contract/ids';
import { kindOf } from './number-class';
import { builtInRights, verdictOf } from './rights';

const anna = 'anna' as UserId;
const rights = builtInRights('SE');
const on = (number: string) => ({ userId: anna, number, own: 'SE', isOpen: true });

/** Where toll fraud leads: premium, satellite, shared cost, short, and countries that live of termination fees. */
const forbidden = [
  ...['+469001234567', '+469391234567', '+469441234567', '+4782012345', '+4590123456', '+35860012345'],
  ...['+870772001234', '+881612345678', '+881812345678', '+882161234567', '+88213123456', '+883510012345678'],
  ...['+97912345678', '+80812345678', '+87812345678901', '+88812345678'],
  ...['+12464251234', '+18762345678', '+18092345678', '+3712012345678', '+37256712345', '+2202345678', '+23221234567'],
  ...['+2522123456', '+53712345678', '+24101234567', '+6784321012', '+19005551234', '+15005550006'],
  ...['112', '911', '90510', '118118', '*21*0701234567#', '', '+', '+46', '0701740605', 'abc', '+46 70 174 06 05'],
];

test.each(forbidden)('nobody’s call is forwarded to %j', (number) => {
  expect(verdictOf(rights, on(number))).not.toBe('ok');
});

test('there are more than thirty of them', () => expect(forbidden.length).toBeGreaterThanOrEqual(30));

test.each([
  ['+46701740605', 'SE'],
  ['+46313900611', 'SE'],
  ['+4740612345', 'NO'],
  ['+4520123456', 'DK'],
  ['+358401234567', 'FI'],
])('%s is %s’s, and allowed', (number, country) => {
  expect([kindOf(number, 'SE').country, verdictOf(rights, on(number))]).toEqual([country, 'ok']);
});

test('who may not, may not, whatever the number', () => {
  expect(verdictOf({ ...rights, forwarders: 'nobody' }, on('+46701740605'))).toBe('forwardNotAllowed');
  expect(verdictOf({ ...rights, forwarders: 'chosen' }, on('+46701740605'))).toBe('forwardNotAllowed');
  expect(verdictOf({ ...rights, forwarders: 'chosen', userIds: [anna] }, on('+46701740605'))).toBe('ok');
  expect(verdictOf({ ...rights, countries: ['NO'] }, on('+46701740605'))).toBe('countryNotAllowed');
});

test.each([
  ['+46313900611', 'national', 'SE'],
  ['+46201234567', 'national', 'SE'],
  ['+46101234567', 'national', 'SE'],
  ['1177', 'national', 'SE'],
  ['116117', 'national', 'SE'],
  ['+46701740605', 'mobile', 'SE'],
  ['+46771123456', 'shared', 'SE'],
  ['+469001234567', 'premium', 'SE'],
  ['118118', 'short', 'SE'],
  ['11', 'short', 'SE'],
  ['90510', 'short', 'SE'],
  ['+46751234567', 'personal', 'SE'],
  ['+4740612345', 'international', 'NO'],
  ['+886223456789', 'international', 'TW'],
  ['+8801812345678', 'international', 'BD'],
  ['+18762345678', 'international', 'JM'],
  ['+4782012345', 'dearAbroad', 'NO'],
  ['+447012345678', 'dearAbroad', 'GB'],
  ['+97912345678', 'dearAbroad', null],
  ['+87812345678901', 'dearAbroad', null],
  ['+80812345678', 'dearAbroad', null],
  ['+870772001234', 'satellite', null],
  ['+871772001234', 'satellite', null],
  ['+881612345678', 'satellite', null],
  ['+882161234567', 'satellite', null],
  ['+883510012345678', 'satellite', null],
  // A series that is newer than our tables, one that looks dear, and one with the zero of home.
  ['+46900000000', 'unknown', null],
  ['+460701740605', 'unknown', null],
  ['+46', 'unknown', null],
  ['*21*0701234567#', 'unknown', null],
  ['', 'unknown', null],
] as const)('%s is %s of %s', (number, kind, country) => {
  expect(kindOf(number, 'SE')).toEqual({ class: kind, country });
});

test.each([
  ['US', '+19005551234', 'premium'],
  ['US', '+15005550006', 'personal'],
  ['US', '+18762345678', 'international'],
  ['GB', '+447012345678', 'personal'],
  ['GB', '+448431234567', 'premium'],
  ['NO', '+4782012345', 'premium'],
  ['NO', '+4790123456', 'mobile'],
  // Danish numbers do not tell what they lead to.
  ['DK', '+4520123456', 'national'],
  ['FI', '+35860012345', 'premium'],
] as const)('in %s %s is %s', (own, number, kind) => expect(kindOf(number, own).class).toBe(kind));
