import { LineStatus } from '../../ui/LineStatus';
import { draw } from '../../fakes/render';
import { SearchGrid } from './SearchGrid';
import type { SearchRows } from './use-search-rows';

const nothing = (): void => undefined;
const search: SearchRows = {
  text: 'bjö',
  rows: [],
  active: 0,
  current: null,
  chosen: null,
  fresh: false,
  failed: false,
  meant: false,
  asked: false,
  choose: nothing,
  change: nothing,
  setActive: nothing,
  toggle: nothing,
  go: nothing,
};
const content = (
  <>
    <SearchGrid id="s" label="Search results" search={search} actions={[]} />
    <LineStatus line="idle" />
  </>
);

it('without a connection the search says so instead of searching, and claims to know no line state', async () => {
  const page = await draw(content);
  expect(page.root.textContent).toContain('Searching…');
  expect(page.root.textContent).toContain('Line free');
  await page.act(() =>
    page.services.store.update((state) => ({ ...state, connection: { state: 'waiting', retryAtMs: null } })),
  );
  expect(page.root.textContent).not.toContain('Searching…');
  expect(page.root.querySelector('[role=alert]')?.textContent).toContain('The directory cannot be searched right now');
  expect(page.root.querySelector('[data-line]')?.getAttribute('data-line')).toBe('unknown');
  expect(page.root.textContent).toContain('Line not known');
  await page.act(() => page.services.store.update((state) => ({ ...state, connection: { state: 'online' } })));
  expect(page.root.textContent).toContain('Line free');
});
