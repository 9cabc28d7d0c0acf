import type { UserId } from '../contract/ids';
import { countryOfForward } from './number-verdict';
import { builtInRights, verdictOf } from './rights';

const anna = 'anna' as UserId;
const rights = builtInRights('SE');

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
  expect(verdictOf(rights, anna, number)).not.toBe('ok');
});

test('there are more than thirty of them', () => expect(forbidden.length).toBeGreaterThanOrEqual(30));

test.each([
  ['+46701740605', 'SE'],
  ['+46313900611', 'SE'],
  ['+4740612345', 'NO'],
  ['+4520123456', 'DK'],
  ['+358401234567', 'FI'],
])('%s is %s’s, and allowed', (number, country) => {
  expect([countryOfForward(number), verdictOf(rights, anna, number)]).toEqual([country, 'ok']);
});

test('who may not, may not, whatever the number', () => {
  expect(verdictOf({ ...rights, forwarders: 'nobody' }, anna, '+46701740605')).toBe('forwardNotAllowed');
  expect(verdictOf({ ...rights, forwarders: 'chosen' }, anna, '+46701740605')).toBe('forwardNotAllowed');
  expect(verdictOf({ ...rights, forwarders: 'chosen', userIds: [anna] }, anna, '+46701740605')).toBe('ok');
  expect(verdictOf({ ...rights, countries: ['NO'] }, anna, '+46701740605')).toBe('countryNotAllowed');
});
