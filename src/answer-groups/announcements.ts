import type { Announcement } from '../calls/waiting-calls';
import type { GroupSays } from '../contract/answer-groups/settings';
import type { AnswerGroupId, CallId, EntryId } from '../contract/ids';
import type { Sound } from '../switch/port';
import { numberSound, spokenWaits, type Language, type WordSound } from '../contract/sounds/spoken-words';
import type { Configured } from './configured';
import type { Effect } from './distributor/protocol';
import type { State } from './distributor/state';
import { callOf } from './live';

type Told = Extract<Effect, { type: 'announce' }>;

/** Of a place behind more it is said that there are more. */
const mostCounted = 50;

/** What callers are told who come to a group, or to whom their place is told, in that order. */
export function announcementsIn(
  effects: readonly Effect[],
  { entries }: Pick<State, 'entries'>,
  { groups }: Pick<Configured, 'groups'>,
  language: Language,
): ReadonlyMap<CallId, Announcement> {
  const says = (id: AnswerGroupId | undefined): GroupSays | undefined => (id && groups.get(id))?.says;
  const told = new Map<EntryId, Announcement>();
  for (const effect of effects) {
    if (effect.type === 'event' && effect.event === 'entered') {
      const group = says(effect.groupId);
      if (group) told.set(effect.entryId, { welcome: welcomeOf(group, language), place: [] });
    }
    if (effect.type === 'announce') {
      const group = says(entries.get(effect.entryId)?.groupId);
      const welcome = told.get(effect.entryId)?.welcome ?? null;
      if (group) told.set(effect.entryId, { welcome, place: placeOf(group, effect, language) });
    }
  }
  return new Map([...told].map(([entryId, each]) => [callOf(entryId), each]));
}

function welcomeOf({ welcome, music }: GroupSays, language: Language): NonNullable<Announcement['welcome']> {
  const says: readonly Sound[] =
    welcome === 'none' ? [] : welcome === 'standard' ? [`queue-welcome-${language}`] : [`kept/${welcome}`];
  return { music: music === null ? null : `kept/${music}`, says };
}

/** "Your place in line is number four. The waiting time is two to four minutes." */
function placeOf({ place, time }: GroupSays, { position, range }: Told, language: Language): readonly Sound[] {
  const where: readonly WordSound[] =
    position > mostCounted
      ? [`queue-place-more-${language}`]
      : [`queue-place-${language}`, numberSound(position, language)];
  const [from] = range && time ? spokenWaits.filter((each) => each === range.from) : [];
  return [...(place ? where : []), ...(from === undefined ? [] : [`queue-time-${from}-${language}` as const])];
}
