import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

/** Asks the server for a change and answers with what is now; null: a notice says why it is not. */
export function useChange(): <T>(method: string, path: string, body?: unknown) => Promise<T | null> {
  const { rest, notices, clock } = useServices();
  return async <T>(method: string, path: string, body?: unknown) => {
    try {
      return (await (await rest.ask(method, path, body === undefined ? {} : { body })).json()) as T;
    } catch (error) {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      return null;
    }
  };
}
