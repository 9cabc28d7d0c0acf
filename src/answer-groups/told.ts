import type { AnswerGroupAdminView, AnswerGroupSettings } from '../contract/answer-groups/settings';
import type { AuditWordsOfBoth } from '../contract/audit/audit';
import type { AnswerGroupId, SoundId, UserId } from '../contract/ids';
import type { ToldFields } from '../ports/audit';
import { exitWords } from './exit-words';
import { exitRows } from './exits';

export interface Names {
  ofPerson(userId: UserId): string;
  ofGroup(id: AnswerGroupId): string;
  ofSound(id: SoundId): string;
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

function skillsText(skills: Readonly<Record<string, number>>): string {
  const each = Object.entries(skills).map(([name, level]) => ` ${name} ${level}`);
  return each.join(',');
}

/** What of an answer group is told of. */
export function told(settings: AnswerGroupSettings | AnswerGroupAdminView, names: Names): ToldFields {
  const { name, extension, number, strategy, asks, weight, priority, missesToPause, mostWaiting } = settings;
  return {
    ...{ name, extension, number, strategy, weight, priority, missesToPause, mostWaiting },
    members: settings.members.map(
      ({ userId, tier, skills }) => `${names.ofPerson(userId)} (${tier}${skillsText(skills)})`,
    ),
    supervisors: settings.supervisors.map(names.ofPerson).toSorted(),
    asks: asks === null ? null : `${asks.skill} ${asks.level}`,
    ringSeconds: inSeconds(settings.ringForMs),
    wrapUpSeconds: inSeconds(settings.wrapUpMs),
    waitSeconds: inSeconds(settings.maxWaitMs),
    ringOnSeconds: inSeconds(settings.finishRingingMs),
    widenSeconds: inSeconds(settings.widenAfterMs),
    ageSeconds: inSeconds(settings.ageEveryMs),
    stickySeconds: inSeconds(settings.stickyForMs),
    stickyDays: settings.stickyDays,
    vipNumbers: settings.vipNumbers,
    vipPriority: settings.vipPriority,
    opening: openingText(settings.opening),
    leaveAtClosing: settings.leaveAtClosing,
    callbacks: settings.callbacks,
    alertSeconds: inSeconds(settings.alertAfterMs),
    tellsOfListening: settings.tellsOfListening,
    ...saysText(settings.says, names),
    exits: exitsText(settings.exits, names),
  };
}

const soundWords = { none: { sv: 'ingen', en: 'none' }, standard: { sv: 'standard', en: 'standard' } };

function saysText({ welcome, place, time, music, greeting }: AnswerGroupSettings['says'], names: Names): ToldFields {
  const soundText = (sound: SoundId | null) => [sound === null ? soundWords.standard : names.ofSound(sound)];
  return {
    welcome: welcome === 'none' ? [soundWords.none] : soundText(welcome === 'standard' ? null : welcome),
    ...{ placeTold: place, timeTold: time },
    queueMusic: soundText(music),
    greeting: soundText(greeting),
  };
}

const openWords = {
  always: { sv: 'alltid', en: 'always' },
  organisation: { sv: 'som organisationen', en: 'as the organisation' },
  closedDays: { sv: 'inte på stängda dagar', en: 'not on closed days' },
};

function openingText({ by, hours, closedDays }: AnswerGroupSettings['opening']): (string | AuditWordsOfBoth)[] {
  if (by !== 'own') return [openWords[by]];
  const own = hours.map(({ days, from, to }) => `${days.join(' ')} ${from}–${to}`);
  return closedDays ? [...own, openWords.closedDays] : own;
}

function exitsText(exits: AnswerGroupSettings['exits'], names: Names): AuditWordsOfBoth[] {
  return exitRows(exits).map((row) => {
    const { to_number: number, to_user_id: userId, to_group_id: groupId } = row;
    const person = userId === null ? null : names.ofPerson(userId);
    return exitWords(row, number ?? person ?? (groupId === null ? null : names.ofGroup(groupId)));
  });
}
