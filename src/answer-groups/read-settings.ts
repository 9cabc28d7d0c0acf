import type { AnswerGroupAdminView, AnswerGroupSettings, GroupExit } from '../contract/answer-groups/settings';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, SoundId, UserId } from '../contract/ids';
import { isEmergencyAnywhere, isEmergencyNumber } from '../contract/numbers/emergency-numbers';
import type { Lines } from '../lines/lines';
import { readDialled } from '../lines/numbering';
import { allExits } from './exits';
import { soundsIn } from './group-sounds';

export interface ReadingDeps {
  readonly lines: Pick<Lines, 'organisation' | 'user'>;
  readonly organisationId: OrganisationId;
  /** All that there are. */
  readonly groups: readonly AnswerGroupAdminView[];
  /** The group's own, by id. */
  readonly sounds: ReadonlyMap<SoundId, string>;
}

/**
 * What an administrator says of a group, with its numbers in E.164.
 * @throws VaxelError answerGroups.unknownMember, answerGroups.unknownExit, answerGroups.unknownSound,
 * answerGroups.nameTaken, administration.noNumber, administration.extensionReserved
 */
export function readSettings(
  deps: ReadingDeps,
  id: AnswerGroupId | null,
  settings: AnswerGroupSettings,
): AnswerGroupSettings {
  const country = deps.lines.organisation(deps.organisationId)?.country ?? 'SE';
  const isPerson = (userId: UserId): boolean => deps.lines.user(userId)?.organisationId === deps.organisationId;
  const people = [...settings.members.map(({ userId }) => userId), ...settings.supervisors];
  if (!people.every(isPerson)) throw new VaxelError('answerGroups.unknownMember');
  const sameName = ({ name }: { readonly name: string }): boolean => name.toLowerCase() === settings.name.toLowerCase();
  if (deps.groups.some((group) => group.id !== id && sameName(group))) throw new VaxelError('answerGroups.nameTaken');
  if (isEmergencyNumber(settings.extension, country)) throw new VaxelError('administration.extensionReserved');
  const exits = inE164(settings.exits, country);
  const leads = (exit: GroupExit): boolean =>
    exit.to === 'group'
      ? exit.groupId !== id && deps.groups.some((group) => group.id === exit.groupId)
      : exit.to !== 'person' || isPerson(exit.userId);
  if (!allExits(exits).every(leads)) throw new VaxelError('answerGroups.unknownExit');
  if (!soundsIn(settings.says).every((sound) => deps.sounds.has(sound)))
    throw new VaxelError('answerGroups.unknownSound');
  const vipNumbers = [...new Set(settings.vipNumbers.map((typed) => e164(typed, country)))];
  return { ...settings, exits, vipNumbers, number: settings.number === null ? null : e164(settings.number, country) };
}

function e164(typed: string, country: string): string {
  const read = readDialled(typed, country, () => false);
  if (read.kind !== 'number' || !/^\+[0-9]{5,15}$/.test(read.number))
    throw new VaxelError('administration.noNumber', `${typed} is no phone number.`);
  return read.number;
}

function inE164({ full, timeout, closed, ...whenEmpty }: AnswerGroupSettings['exits'], country: string) {
  const read = (exit: GroupExit): GroupExit => {
    if (exit.to !== 'number') return exit;
    const number = e164(exit.number, country);
    if (isEmergencyAnywhere(number)) throw new VaxelError('answerGroups.unknownExit');
    return { ...exit, number };
  };
  const each = ({ noneLoggedIn, allPaused, noneReachable }: AnswerGroupSettings['exits']['emptyOnEntry']) => ({
    noneLoggedIn: noneLoggedIn && read(noneLoggedIn),
    allPaused: allPaused && read(allPaused),
    noneReachable: noneReachable && read(noneReachable),
  });
  const { emptyOnEntry, emptyWhileWaiting } = whenEmpty;
  return {
    ...{ full: read(full), timeout: read(timeout), closed: read(closed) },
    ...{ emptyOnEntry: each(emptyOnEntry), emptyWhileWaiting: each(emptyWhileWaiting) },
  };
}
