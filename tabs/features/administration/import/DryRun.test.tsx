import type { ImportId, ImportView } from '../../../../src/contract/imports/imports';
import { draw } from '../../../fakes/render';
import { DryRun } from './DryRun';

const id = '00000000-0000-4000-8000-000000000001' as ImportId;
const ready: ImportView = {
  id,
  state: 'ready',
  fileName: 'contacts.csv',
  format: 'csv',
  encoding: 'utf-8',
  separator: ',',
  looksGarbled: false,
  columns: [{ header: 'Name', field: 'name', example: 'Åsa' }],
  counts: { new: 1, changed: 0, unchanged: 0, error: 0, missing: 0 },
  refusal: null,
  progress: null,
  createdAtMs: 0,
  createdBy: null,
  appliedAtMs: null,
  undoUntilMs: null,
  kept: 0,
};

it('has the keys itself while it works and once it is done: what was pressed is gone then', async () => {
  let view = ready;
  const ask = async (_method: string, path: string) =>
    ({ json: async () => (path.includes('/lines') ? { lines: [], next: null } : view) }) as Response;
  const page = await draw(
    <section data-region="list" tabIndex={-1}>
      <button type="button">Behind</button>
      <DryRun id={id} onClose={() => undefined} />
    </section>,
    { rest: { ask }, texts: 'administration' },
  );
  const look = async (next: Partial<ImportView>) => {
    view = { ...ready, ...next };
    await page.act(() => page.services.queries.setQueryData(['administration', 'imports', id], view));
  };
  await page.act(() => page.button('Import 1 contact').focus());
  await look({ state: 'applying', progress: { done: 0, total: 1 } });
  const part = document.querySelector('section[aria-label="Dry run"]');
  expect(document.activeElement).toBe(part);
  await look({ state: 'applied', undoUntilMs: Date.UTC(2026, 10, 26, 9, 30) });
  expect(document.activeElement).toBe(part);
  // What is to come, within a sentence.
  expect(part?.textContent).toContain('Can be undone until Thu 10:30.');
});
