import { randomUUID } from 'node:crypto';
import { aTrunk } from '../../../tests/fakes/trunks';
import type { OrganisationId } from '../../contract/ids';
import { meantTrunk } from './trunk-choice';

const [us, them] = [randomUUID(), randomUUID()] as [OrganisationId, OrganisationId];
const ownerOf = (number: string): OrganisationId | null =>
  number.startsWith('+468') ? us : number.startsWith('+4631') ? them : null;
const said = (dialled: string, to = '') => ({
  ...{ dialled, to, from: '', asserted: '', remoteParty: '' },
  privacy: '',
});
const [ours, theirs] = [aTrunk({ organisationId: us }), aTrunk({ organisationId: them, comingFormat: 'digits' })];
const all = [theirs, ours];

test('the number that is called decides, as each trunk reads it; nobody’s stays with whom it was found at', () => {
  expect(meantTrunk(theirs, all, said('+46851920011'), ownerOf)).toBe(ours);
  expect(meantTrunk(ours, all, said('46317000011'), ownerOf)).toBe(theirs);
  expect(meantTrunk(ours, all, said('+4790000000'), ownerOf)).toBe(ours);
});

test('one at another port, of another host or that is not used is none of them', () => {
  for (const other of [{ port: 5070 }, { host: 'sip.other.example' }, { enabled: false }]) {
    const away = { ...ours, ...other };
    expect(meantTrunk(theirs, [theirs, away], said('+46851920011'), ownerOf)).toBe(theirs);
  }
  const named = { ...ours, host: 'sip.other.example', sources: ['SIP.Operator.example'] };
  expect(meantTrunk(theirs, [theirs, named], said('+46851920011'), ownerOf)).toBe(named);
});

test('an account that is called is its trunk’s, which To may name a number of; another’s changes nothing', () => {
  const registered = { ...ours, registers: true, account: '46851920000' };
  const both = [theirs, registered];
  expect(meantTrunk(theirs, both, said('46851920000', '<sip:+46851920011@op>'), ownerOf)).toBe(registered);
  expect(meantTrunk(theirs, both, said('46851920000', '<sip:+46317000011@op>'), ownerOf)).toBe(registered);
});
