import { groupId } from '../../fakes/answer-group-samples';
import { namedGroups, wallboardAddress } from './wallboard-address';

const host = { account: 'eva', locale: 'sv-SE', theme: 'light' } as const;
const groups = [{ id: groupId(1) }, { id: groupId(2) }];

it('the address says whose wallboard it is and of which groups; it is dark, or of high contrast', () => {
  const address = wallboardAddress('https://phone.fjallbo.example', host, [groupId(1)]);
  const { searchParams } = new URL(address);
  expect(Object.fromEntries(searchParams)).toEqual({
    ...{ window: 'wall', groups: groupId(1), locale: 'sv-SE', theme: 'dark', as: 'eva' },
  });
  expect(wallboardAddress('https://x.example', { ...host, theme: 'contrast' }, [])).toContain('theme=contrast');
});

it('the groups are those that are named, of those that there are; without names all of them', () => {
  expect(namedGroups(`?groups=${groupId(2)},gone`, groups)).toEqual([{ id: groupId(2) }]);
  expect(namedGroups('', groups)).toBe(groups);
});
