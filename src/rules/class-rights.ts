import type { UserId } from '../contract/ids';
import { callClasses, dearClasses, type CallClass } from '../contract/rules/classes';
import type { ClassRight, ClassRights } from '../contract/rules/rights';

const everybody: ClassRight = { who: 'everybody', userIds: [], offHours: 'same', offHoursIds: [] };
const nobody: ClassRight = { ...everybody, who: 'nobody' };

const builtIn = (of: CallClass): ClassRight => (dearClasses.has(of) ? nobody : everybody);

/** As an organisation has said, and built in where it has not. */
export const classRights = (said: Partial<ClassRights> = {}): ClassRights =>
  Object.fromEntries(callClasses.map((each) => [each, said[each] ?? builtIn(each)])) as ClassRights;

/** Whether a person, or null = anybody, may call numbers of a class: always, in the opening hours only, or never. */
export function mayCall(right: ClassRight, userId: UserId | null): 'always' | 'open' | 'no' {
  const { who, userIds, offHours, offHoursIds } = right;
  if (userId === null) return who === 'nobody' ? 'no' : 'always';
  const isNamed = userIds.includes(userId);
  const may = who === 'everybody' || (who === 'chosen' && isNamed) || (who === 'except' && !isNamed);
  if (!may) return 'no';
  return offHours === 'same' || (offHours === 'chosen' && offHoursIds.includes(userId)) ? 'always' : 'open';
}
