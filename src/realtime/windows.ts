import { VaxelError } from '../contract/errors';
import type { Principal } from '../ports/principal';
import type { Connection } from './connection';

export interface WindowsDeps {
  onWindowOpened?(principal: Principal, windowId: string): void;
  onWindowClosed?(principal: Principal, windowId: string): void;
  readonly maxWindows?: number;
}

export interface Windows {
  /** Takes a connection for a window; the window's older connection is cut. @throws VaxelError request.tooMany */
  open(connection: Connection, principal: Principal, windowId: string): void;
  /** Ends all connections of a person. */
  dismiss(person: Pick<Principal, 'organisationId' | 'userId'>): void;
  /** Harmless for a connection that was never taken or was replaced. */
  close(connection: Connection): void;
}

/** Which windows each person has, one connection each. */
export function createWindows({ onWindowOpened, onWindowClosed, maxWindows = 20 }: WindowsDeps): Windows {
  const people = new Map<string, Map<string, Connection>>();
  const owners = new Map<Connection, { readonly principal: Principal; readonly windowId: string }>();
  const keyOf = ({ organisationId, userId }: Pick<Principal, 'organisationId' | 'userId'>) =>
    `${organisationId}:${userId}`;

  return {
    open(connection, principal, windowId) {
      const windows = people.get(keyOf(principal)) ?? new Map<string, Connection>();
      const older = windows.get(windowId);
      if (older === undefined && windows.size >= maxWindows)
        throw new VaxelError('request.tooMany', `At most ${maxWindows} windows can be open at once.`);
      people.set(keyOf(principal), windows);
      windows.set(windowId, connection);
      owners.set(connection, { principal, windowId });
      if (older === undefined) return onWindowOpened?.(principal, windowId);
      owners.delete(older);
      older.cut();
    },
    dismiss(person) {
      for (const connection of people.get(keyOf(person))?.values() ?? []) connection.cut();
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
