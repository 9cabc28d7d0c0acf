import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GroupView, Mark, Membership, MembershipChange } from '../../../src/contract/contacts/groups';
import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import type { ContactView } from '../../../src/contract/people/people';
import { errorCode } from '../../api/client-error';
import type { Notice } from '../../session/notices';
import { useServices } from '../../ui/services';

export type Told = Pick<Notice, 'key' | 'values'>;

/** Requests that change contacts and groups; what is on screen follows at once, and what failed is said. */
export interface Changes {
  /** Runs it, says what went wrong, and where it went well `done` with the way back. */
  run(change: () => Promise<unknown>, done?: Told, undo?: () => Promise<unknown>): Promise<boolean>;
  membership(contact: ContactView, change: Partial<MembershipChange>): Promise<unknown>;
  markNumber(number: string, mark: Mark | null, move?: boolean): Promise<unknown>;
  member(contact: ContactView, group: GroupView, isIn: boolean): Promise<unknown>;
  freeWatch(userId: string, wanted: boolean): Promise<unknown>;
  group(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Response>;
  own(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: OwnContactBody): Promise<Response>;
}

export function useChanges(): Changes {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  return useMemo(() => {
    const refresh = (...keys: readonly string[]): void => {
      for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
    };
    const say = (notice: Omit<Notice, 'id'>): void => notices.set({ id: clock.nowMs(), ...notice });
    const run: Changes['run'] = async (change, done, undo) => {
      try {
        await change();
      } catch (error) {
        say({ intent: 'error', key: `error.${errorCode(error)}` });
        refresh('membership', 'groups', 'members');
        return false;
      }
      const action = undo && { key: 'action.undo', run: () => void run(undo, { key: 'contacts.undone' }) };
      if (done !== undefined) say({ intent: 'success', ...done, ...(action && { action }) });
      return true;
    };
    return {
      run,
      async membership({ id }, change) {
        const key = ['membership', id];
        const before = queries.getQueryData<Membership>(key);
        const shown = { ...(change.favourite !== undefined && { favourite: change.favourite }) };
        if (before !== undefined) queries.setQueryData(key, { ...before, ...shown });
        const response = await rest.ask('PUT', `/memberships/${id}`, { body: change });
        queries.setQueryData(key, await response.json());
        refresh('groups', 'members');
      },
      async markNumber(number, mark, move = false) {
        await rest.ask('PUT', '/marked-numbers', { body: { number, mark, move } });
        refresh('groups', 'members', 'membership');
      },
      async member({ id }, group, isIn) {
        await rest.ask(isIn ? 'PUT' : 'DELETE', `/groups/${group.id}/members/${id}`);
        void queries.invalidateQueries({ queryKey: ['membership', id] });
        refresh('groups', 'members');
      },
      async freeWatch(userId, wanted) {
        await rest.ask(wanted ? 'PUT' : 'DELETE', `/free-watches/${userId}`);
        await queries.invalidateQueries({ queryKey: ['free-watches'] });
      },
      async group(method, path, body) {
        const response = await rest.ask(method, path, { body });
        refresh('groups', 'members', 'membership');
        return response;
      },
      async own(method, path, body) {
        const response = await rest.ask(method, path, { body });
        refresh('directory', 'contacts', 'contact', 'groups', 'members');
        return response;
      },
    };
  }, [rest, notices, clock, queries]);
}
