import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import type { Principal } from '../ports/principal';
import type { Connection } from './connection';

export interface WindowsDeps {
  onWindowOpened?(principal: Principal, windowId: string): void;
  onWindowClosed?(principal: Principal, windowId: string): void;
  readonly maxWindows?: number;
}

export interface Windows {
  /** Takes a connection for a window; the window's older connection is cut. @throws VaxelError request.tooMany */
  open(connection: Connection, principal: Principal, windowId: string, version?: string | null): void;
  /** Ends all connections of a person. */
  dismiss(person: Pick<Principal, 'organisationId' | 'userId'>): void;
  /** How many windows of an organisation show which version of the page; null = one that does not say. */
  versionsOf(organisationId: OrganisationId): readonly { readonly version: string | null; readonly count: number }[];
  /** Harmless for a connection that was never taken or was replaced. */
  close(connection: Connection): void;
}

interface Owner {
  readonly principal: Principal;
  readonly windowId: string;
  readonly version: string | null;
}

/** Which windows each person has, one connection each. */
export function createWindows({ onWindowOpened, onWindowClosed, maxWindows = 20 }: WindowsDeps): Windows {
  const people = new Map<string, Map<string, Connection>>();
  const owners = new Map<Connection, Owner>();
  const keyOf = ({ organisationId, userId }: Pick<Principal, 'organisationId' | 'userId'>) =>
    `${organisationId}:${userId}`;

  return {
    open(connection, principal, windowId, version = null) {
      const windows = people.get(keyOf(principal)) ?? new Map<string, Connection>();
      const older = windows.get(windowId);
      if (older === undefined && windows.size >= maxWindows)
        throw new VaxelError('request.tooMany', `At most ${maxWindows} windows can be open at once.`);
      people.set(keyOf(principal), windows);
      windows.set(windowId, connection);
      owners.set(connection, { principal, windowId, version });
      if (older === undefined) return onWindowOpened?.(principal, windowId);
      owners.delete(older);
      older.cut();
    },
    dismiss(person) {
      for (const connection of people.get(keyOf(person))?.values() ?? []) connection.cut();
    },
    versionsOf(organisationId) {
      const counts = new Map<string | null, number>();
      for (const { principal, version } of owners.values())
        if (principal.organisationId === organisationId) counts.set(version, (counts.get(version) ?? 0) + 1);
      return [...counts].map(([version, count]) => ({ version, count }));
    },
    close(connection) {
      const owner = owners.get(connection);
      if (owner === undefined) return;
      owners.delete(connection);
      const windows = people.get(keyOf(owner.principal));
      windows?.delete(owner.windowId);
      if (windows?.size === 0) people.delete(keyOf(owner.principal));
      onWindowClosed?.(owner.principal, owner.windowId);
    },
  };
}
