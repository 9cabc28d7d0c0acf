import { userId } from '../fakes/samples';
import { aboutContact } from './about';

const karin = { userId: null, company: 'Norrbäck Bygg AB', role: 'Inköp', department: null };

it('names the company first for people from outside, the role first for colleagues', () => {
  expect(aboutContact(karin)).toEqual(['Norrbäck Bygg AB', 'Inköp']);
  expect(
    aboutContact({ userId: userId(2), company: 'Fjällbo AB', role: 'Servicetekniker', department: 'Service' }),
  ).toEqual(['Servicetekniker', 'Fjällbo AB', 'Service']);
});

it('leaves out what is not known', () => {
  expect(aboutContact({ ...karin, company: null, role: '' })).toEqual([]);
});
