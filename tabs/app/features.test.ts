import { sections } from '../../src/contract/deep-links';
import { features, loadLaterParts } from './features';

it('every section that has an address has a feature, and only one', () => {
  expect(features.flatMap(({ section }) => section?.id ?? []).sort()).toEqual([...sections].sort());
});

it('sections at the end of the navigation stand at the end of the list', () => {
  const last = features.flatMap(({ section }) => (section ? [section.last === true] : []));
  expect(last).toEqual(last.toSorted((a, b) => Number(a) - Number(b)));
});

it('no two features fill a slot of the same name', async () => {
  const names = (await Promise.all(features.map(({ later }) => later?.()))).flatMap((parts) =>
    Object.keys(parts ?? {}),
  );
  expect(names.length).toBeGreaterThan(15);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(await loadLaterParts())).toEqual(expect.arrayContaining([...names, 'CounterBadge']));
});
