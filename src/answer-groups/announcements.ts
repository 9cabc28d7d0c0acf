import type { Announcement } from '../calls/waiting-calls';
import type { AnswerGroupAdminView, GroupSays } from '../contract/answer-groups/settings';
import type { AnswerGroupId, CallId, EntryId } from '../contract/ids';
import type { Sound } from '../switch/port-sounds';
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
  const groupOf = (id: AnswerGroupId | undefined): AnswerGroupAdminView | undefined => id && groups.get(id);
  const told = new Map<EntryId, Announcement>();
  for (const effect of effects) {
    if (effect.type === 'event' && effect.event === 'entered') {
      const group = groupOf(effect.groupId);
      if (group)
        told.set(effect.entryId, { welcome: welcomeOf(group.says, language), place: offerOf(group, language) });
    }
    if (effect.type === 'announce') {
      const group = groupOf(entries.get(effect.entryId)?.groupId);
      const welcome = told.get(effect.entryId)?.welcome ?? null;
      const place = group && [...placeOf(group.says, effect, language), ...offerOf(group, language)];
      if (place) told.set(effect.entryId, { welcome, place });
    }
    if (effect.type === 'callbackAsked' && !effect.isKept)
      told.set(effect.entryId, { welcome: null, place: [`callback-refused-${language}`] });
  }
  return new Map([...told].map(([entryId, each]) => [callOf(entryId), each]));
}

function welcomeOf({ welcome, music }: GroupSays, language: Language): NonNullable<Announcement['welcome']> {
  const says: readonly Sound[] =
    welcome === 'none' ? [] : welcome === 'standard' ? [`queue-welcome-${language}`] : [`kept/${welcome}`];
  return { music: music === null ? null : `kept/${music}`, says };
}

/** That one may press 1: said with the place, and as that only while nobody rings. */
const offerOf = ({ callbacks }: AnswerGroupAdminView, language: Language): readonly Sound[] =>
  callbacks ? [`callback-offer-${language}`] : [];

/** "Your place in line is number four. The waiting time is two to four minutes." */
function placeOf({ place, time }: GroupSays, { position, range }: Told, language: Language): readonly Sound[] {
  const where: readonly WordSound[] =
    position > mostCounted
      ? [`queue-place-more-${language}`]
      : [`queue-place-${language}`, numberSound(position, language)];
  const [from] = range && time ? spokenWaits.filter((each) => each === range.from) : [];
  return [...(place ? where : []), ...(from === undefined ? [] : [`queue-time-${from}-${language}` as const])];
}
