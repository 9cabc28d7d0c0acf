import { randomUUID } from 'node:crypto';
import { showNoNumber } from '../contract/devices/sip';
import type { PhoneRoleId } from '../contract/calendar/calendar';
import type { PhoneRole, PhoneRoleDraft } from '../contract/calendar/roles';
import { VaxelError } from '../contract/errors';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import type { Person } from './change-schedule';
import type { RoleStore } from './roles-store';

/** Everybody's roles, in memory: a call that comes asks what rings, and waits for no database. */
export interface PhoneRoles {
  /** Reads everybody's. @throws VaxelError server.unavailable */
  load(): Promise<void>;
  of(userId: UserId): readonly PhoneRole[];
  find(userId: UserId, roleId: PhoneRoleId | null): PhoneRole | null;
  /** Reads a person's anew. */
  read(person: Person): Promise<readonly PhoneRole[]>;
  /** @throws VaxelError calendar.tooMany | call.numberNotYours | activity.notFound */
  add(person: Person, draft: PhoneRoleDraft): Promise<PhoneRole>;
  /** @throws VaxelError calendar.roleGone | call.numberNotYours | activity.notFound */
  change(person: Person, id: PhoneRoleId, draft: PhoneRoleDraft): Promise<PhoneRole>;
  /** @throws VaxelError calendar.roleGone */
  remove(person: Person, id: PhoneRoleId): Promise<void>;
}

export interface PhoneRolesDeps {
  storeOf(organisationId: OrganisationId): RoleStore;
  all(): Promise<(readonly [UserId, PhoneRole])[]>;
  /** E.164. */
  numbersOf(userId: UserId): readonly string[];
  /** @throws VaxelError where the organisation has no such activity */
  mayChoose(organisationId: OrganisationId, activityId: ActivityId): void;
  onChanged(person: Person): void;
}

export function createPhoneRoles({ storeOf, all, numbersOf, mayChoose, onChanged }: PhoneRolesDeps): PhoneRoles {
  let people = new Map<UserId, readonly PhoneRole[]>();

  async function read({ organisationId, userId }: Person): Promise<readonly PhoneRole[]> {
    const roles = await storeOf(organisationId).of(userId);
    if (roles.length === 0) people.delete(userId);
    else people.set(userId, roles);
    return roles;
  }

  /** Only one's own numbers can be shown, or said to ring; what a role belongs to is there to be chosen. */
  function check({ organisationId, userId }: Person, { number, numbers, activityIds }: PhoneRoleDraft): void {
    const own = numbersOf(userId);
    const named = [...(number === null || number === showNoNumber ? [] : [number]), ...(numbers ?? [])];
    if (named.some((each) => !own.includes(each)))
      throw new VaxelError('call.numberNotYours', 'A role has numbers of your own only.');
    for (const activityId of activityIds) mayChoose(organisationId, activityId);
  }

  async function after<T>(person: Person, written: Promise<T>): Promise<T> {
    const result = await written;
    await read(person);
    onChanged(person);
    return result;
  }

  return {
    async load() {
      const loaded = new Map<UserId, PhoneRole[]>();
      for (const [userId, role] of await all()) loaded.set(userId, [...(loaded.get(userId) ?? []), role]);
      people = loaded;
    },
    of: (userId) => people.get(userId) ?? [],
    find: (userId, roleId) => (people.get(userId) ?? []).find(({ id }) => id === roleId) ?? null,
    read,
    async add(person, draft) {
      check(person, draft);
      return after(person, storeOf(person.organisationId).add(person.userId, randomUUID() as PhoneRoleId, draft));
    },
    async change(person, id, draft) {
      check(person, draft);
      return after(person, storeOf(person.organisationId).change(person.userId, id, draft));
    },
    remove: (person, id) => after(person, storeOf(person.organisationId).remove(person.userId, id)),
  };
}
