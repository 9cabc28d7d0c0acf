import { aTrunk } from '../../../tests/fakes/trunks';
import { calledNumber, callingNumber, userOf } from './trunk-arrivals';

const nothing = { dialled: '', to: '', from: '', asserted: '', remoteParty: '', privacy: '' };
const trunk = aTrunk({ account: '46851920000', comingFormat: 'digits' });

test.each([
  ['<sip:+46701234567@op>', '+46701234567'],
  ['sip:+46701234567@op;tag=1', '+46701234567'],
  ['"A \\"q\\" <sip:112@x>" <sip:+46701234567@op>', '+46701234567'],
  ['"" <tel:+46701234567;phone-context=x>', '+46701234567'],
  ['Åäö <sips:%2B46701234567@op;user=phone>', '+46701234567'],
  ['<sip:op>', ''],
  ['"open <sip:1@x>', '1'],
  ['"a" <sip:+46701234567@op>, <tel:+46701234568>', '+46701234568'],
  ['', ''],
  [`"${'å'.repeat(300)}" <sip:1234@op>`, '1234'],
  ['<sip:%E0%A4%A@op>', '%E0%A4%A'],
])('the address in %s is of %s', (field, user) => expect(userOf(field)).toBe(user));

test('the network’s word on who calls comes before the phone’s own', () => {
  const from = '<sip:0701234567@op>';
  expect(callingNumber({ ...nothing, from }, trunk)).toBe('+46701234567');
  expect(callingNumber({ ...nothing, from, asserted: '<tel:+46701234568>' }, trunk)).toBe('+46701234568');
  expect(callingNumber({ ...nothing, from, asserted: '<sip:unknown@op>' }, trunk)).toBe('+46701234567');
  expect(callingNumber({ ...nothing, from, remoteParty: '"x" <sip:46701234569@op>;party=calling' }, trunk)).toBe(
    '+46701234569',
  );
});

test.each([
  { from: '<sip:anonymous@anonymous.invalid>' },
  { from: '<sip:0701234567@op>', privacy: 'id' },
  { from: '<sip:0701234567@op>', remoteParty: '<sip:0701234567@op>;privacy=full' },
  { from: '<sip:wholesale@op>' },
])('%j is withheld, or nobody’s', (said) => expect(callingNumber({ ...nothing, ...said }, trunk)).toBeNull());

test('where our own account is called, To says who is meant', () => {
  const to = '<sip:46851920011@op>';
  expect(calledNumber({ ...nothing, dialled: '+46851920012', to }, trunk)).toBe('+46851920012');
  expect(calledNumber({ ...nothing, dialled: '46851920000', to }, trunk)).toBe('+46851920011');
  expect(calledNumber({ ...nothing, dialled: '46851920000', to: '<sip:x@op>' }, trunk)).toBe('+46851920000');
  expect(calledNumber({ ...nothing, dialled: 'vaxel', to }, trunk)).toBe('+46851920011');
  expect(calledNumber({ ...nothing, dialled: 'vaxel', to: '' }, trunk)).toBeNull();
});
