import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { DeskPhoneList } from '../../../src/contract/devices/desk-phones';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

/** A phone that has just been set up is there within so long. */
const everyMs = 5_000;

/** Somebody's desk phones, read again while they are on screen. */
export function useDeskPhones(path: string): DeskPhoneList | undefined {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['deskPhones', path],
    queryFn: async ({ signal }) => (await rest.ask('GET', path, { signal })).json() as Promise<DeskPhoneList>,
    refetchInterval: everyMs,
  });
  return data;
}

/** Does something with them; what goes wrong is told at the edge of the screen, and is null here. */
export function useActOnPhones(path: string) {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async <T>(method: string, below: string, body?: unknown): Promise<T | null> => {
      setBusy(true);
      try {
        const answer = await rest.ask(method, `${path}${below}`, { body });
        const said = (answer.status === 204 ? {} : await answer.json()) as T;
        await queries.invalidateQueries({ queryKey: ['deskPhones', path] });
        return said;
      } catch (error) {
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [rest, notices, clock, queries, path],
  );
  return { busy, act };
}
