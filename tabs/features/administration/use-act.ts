import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

/** Does something below `/administration/`; lists are read again, what goes wrong is told at the edge of the screen. */
export function useAct(): {
  readonly busy: boolean;
  /** Its answer; null: it went wrong. */
  readonly act: <T>(method: string, path: string, body?: unknown) => Promise<T | null>;
} {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async <T>(method: string, path: string, body?: unknown): Promise<T | null> => {
      setBusy(true);
      try {
        const answer = await rest.ask(method, `/administration/${path}`, { body });
        const said = (answer.status === 204 ? {} : await answer.json()) as T;
        await queries.invalidateQueries({ queryKey: ['administration'] });
        return said;
      } catch (error) {
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
        return null;
      } finally {
        setBusy(false);
      }
    },
    [rest, notices, clock, queries],
  );
  return { busy, act };
}
