import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorCode, type ClientErrorCode } from '../api/client-error';
import { useServices } from './services';

export interface Acting {
  readonly busy: boolean;
  /** Its answer; null: it went wrong. */
  readonly act: <T>(method: string, path: string, body?: unknown) => Promise<T | null>;
}

/**
 * Does something below a path of the server; what was read under the key is read again, what goes wrong is told at the
 * edge of the screen, where nobody else tells it.
 */
export function useActBelow(
  base: string,
  queryKey: readonly string[],
  onRefused?: (code: ClientErrorCode) => void,
): Acting {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  async function act<T>(method: string, path: string, body?: unknown): Promise<T | null> {
    setBusy(true);
    try {
      const answer = await rest.ask(method, `${base}${path}`, { body });
      const said = (answer.status === 204 ? {} : await answer.json()) as T;
      await queries.invalidateQueries({ queryKey });
      return said;
    } catch (error) {
      const code = errorCode(error);
      if (onRefused === undefined) notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${code}` });
      else onRefused(code);
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { busy, act };
}
