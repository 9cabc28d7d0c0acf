import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportChange, ImportList, ImportView } from '../../../../src/contract/imports/imports';
import { errorCode } from '../../../api/client-error';
import { useServices } from '../../../ui/services';

/** How often a window looks how far the work is. */
const lookMs = 400;
/** 20 MB over a slow line. */
const uploadMs = 600_000;

const listKey = ['administration', 'imports'];
const keyOf = (id: string): readonly string[] => [...listKey, id];

/** One import, followed while it works. */
export function useImport(id: string) {
  const { rest } = useServices();
  return useQuery({
    queryKey: keyOf(id),
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/administration/imports/${id}`, { signal })).json() as Promise<ImportView>,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.progress !== null ? lookMs : false),
  });
}

export function useImports(): readonly ImportView[] {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) =>
      ((await (await rest.ask('GET', '/administration/imports', { signal })).json()) as ImportList).imports,
  });
  return data ?? [];
}

export interface ImportActs {
  readonly busy: boolean;
  /** Gives the id of the import, whose dry run has begun; null: it went wrong, and the person was told. */
  upload(file: File): Promise<string | null>;
  change(id: string, change: ImportChange): Promise<void>;
  apply(id: string, removeMissing: boolean): Promise<void>;
  undo(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What can be done with imports; what goes wrong is told at the edge of the screen. */
export function useImportActs(): ImportActs {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  async function ask(method: string, path: string, body?: unknown): Promise<ImportView | null> {
    setBusy(true);
    try {
      const answer = await rest.ask(method, `/administration/imports${path}`, { body, patienceMs: uploadMs });
      const view = answer.status === 204 ? null : ((await answer.json()) as ImportView);
      if (view !== null) queries.setQueryData(keyOf(view.id), view);
      await queries.invalidateQueries({ queryKey: listKey, exact: true });
      return view;
    } catch (error) {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      return null;
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    upload: async (file) =>
      (await ask('POST', `?fileName=${encodeURIComponent(file.name.slice(0, 200))}`, file))?.id ?? null,
    change: async (id, change) => void (await ask('PATCH', `/${id}`, change)),
    apply: async (id, removeMissing) => void (await ask('POST', `/${id}/apply`, { removeMissing })),
    undo: async (id) => void (await ask('POST', `/${id}/undo`)),
    remove: async (id) => void (await ask('DELETE', `/${id}`)),
  };
}
