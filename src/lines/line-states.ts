import type { OrganisationId, UserId } from '../contract/ids';
import type { LineState, PersonState } from '../contract/lines/line-state';
import type { Lines } from './lines';
import type { Call } from '../calls/engine/call';
import type { DeviceRegistry } from '../devices/registry';
import type { Publisher } from '../ports/publisher';
import { lineState } from '../calls/line-state';

export interface LineStates {
  /** What colleagues see of a person now. */
  of(userId: UserId): LineState;
  /** What those who watch the person are told; null: no such person in the organisation. */
  watched(organisationId: OrganisationId, userId: UserId): PersonState | null;
  /** Looks again, and publishes what changed since. */
  refresh(userId: UserId): void;
}

export interface LineStatesDeps {
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly publisher: Pick<Publisher, 'personChanged'>;
  callsOf(userId: UserId): readonly Call[];
}

export function createLineStates({ lines, devices, publisher, callsOf }: LineStatesDeps): LineStates {
  const published = new Map<UserId, LineState>();
  const of = (userId: UserId) => lineState(userId, devices.reachableOf(userId).length > 0, callsOf(userId));
  return {
    of,
    watched: (organisationId, userId) => (lines.user(userId)?.organisationId === organisationId ? { userId, line: of(userId) } : null),
    refresh(userId) {
      const line = of(userId);
      const user = lines.user(userId);
      if (!user || (published.get(userId) ?? 'offline') === line) return;
      published.set(userId, line);
      publisher.personChanged(user.organisationId, userId);
    },
  };
}
