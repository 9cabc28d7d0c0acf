import { useQueryClient } from '@tanstack/react-query';
import { errorCode } from '../../../api/client-error';
import type { Notice } from '../../../session/notices';
import { useServices } from '../../../ui/services';

export interface GroupChanges {
  /** Its id; null = it was refused, which is said. */
  add(name: string): Promise<string | null>;
  rename(id: string, name: string): Promise<boolean>;
  /** With the way back. */
  remove(id: string, name: string): Promise<boolean>;
  member(id: string, contactId: string, isIn: boolean): Promise<boolean>;
}

/** Changes of the company's groups; everybody who has one on screen sees them. */
export function useGroupChanges(): GroupChanges {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const say = (notice: Omit<Notice, 'id'>): void => notices.set({ id: clock.nowMs(), ...notice });

  async function run<T>(change: () => Promise<T>): Promise<T | null> {
    try {
      const done = await change();
      for (const key of ['groups', 'members', 'membership']) void queries.invalidateQueries({ queryKey: [key] });
      return done;
    } catch (error) {
      say({ intent: 'error', key: `error.${errorCode(error)}` });
      return null;
    }
  }
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    rest.ask(method, `/administration/groups${path}`, { body });
  const isDone = async (change: () => Promise<unknown>): Promise<boolean> => (await run(change)) !== null;

  return {
    add: (name) => run(async () => ((await (await send('POST', '', { name })).json()) as { id: string }).id),
    rename: (id, name) => isDone(() => send('PATCH', `/${id}`, { name })),
    async remove(id, name) {
      const done = await isDone(() => send('DELETE', `/${id}`));
      const back = (): void => void run(() => send('POST', `/${id}/restore`));
      if (done)
        say({
          intent: 'success',
          key: 'contacts.done.groupDeleted',
          values: { group: name },
          action: { key: 'action.undo', run: back },
        });
      return done;
    },
    member: (id, contactId, isIn) => isDone(() => send(isIn ? 'PUT' : 'DELETE', `/${id}/members/${contactId}`)),
  };
}
