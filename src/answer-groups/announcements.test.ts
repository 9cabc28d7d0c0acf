import { aGroup } from '../../tests/fakes/answer-group-settings';
import { withSounds } from '../contract/answer-groups/says';
import type { GroupSays } from '../contract/answer-groups/settings';
import type { AnswerGroupId, CallId, EntryId, SoundId } from '../contract/ids';
import { announcementsIn } from './announcements';
import type { Effect } from './distributor/protocol';
import type { WaitRange } from './distributor/ranges';
import { waitRanges } from './distributor/ranges';

const groupId = 'group' as AnswerGroupId;
const entryId = 'call' as EntryId;
const sound = 'sound' as SoundId;
const all: GroupSays = { welcome: 'standard', place: true, time: true, music: null, greeting: null };

function told(
  effects: readonly Effect[],
  says: Partial<GroupSays> = {},
  language: 'sv' | 'en' = 'en',
  callbacks = false,
) {
  const groups = new Map([[groupId, { ...aGroup, id: groupId, callbacks, says: { ...all, ...says } }]]);
  const entries = new Map([[entryId, { groupId } as never]]);
  return announcementsIn(effects, { entries }, { groups }, language).get(entryId as string as CallId);
}

const announce = (position: number, range: WaitRange | null = null): Effect => ({
  ...{ type: 'announce', entryId, position, range },
});
const entered: Effect = { type: 'event', event: 'entered', entryId, groupId, atMs: 0 };

test('every range of the waiting time has its sentence, and a place its number', () => {
  for (const range of waitRanges)
    expect(told([announce(4, range)])?.place).toEqual([
      ...['queue-place-en', 'number-4-en', `queue-time-${range.from}-en`],
    ]);
  expect(told([announce(50)], {}, 'sv')?.place).toEqual(['queue-place-sv', 'number-50-sv']);
  expect(told([announce(51)])?.place).toEqual(['queue-place-more-en']);
});

test('of place and time only what the group wants is said', () => {
  expect(told([announce(2, { from: 1, to: 2 })], { time: false })?.place).toEqual(['queue-place-en', 'number-2-en']);
  expect(told([announce(2, { from: 1, to: 2 })], { place: false })?.place).toEqual(['queue-time-1-en']);
});

test('who enters is welcomed with the group’s own sounds, and told the place after that', () => {
  expect(told([entered, announce(1)], { welcome: sound, music: sound })).toEqual({
    welcome: { music: 'kept/sound', says: ['kept/sound'] },
    place: ['queue-place-en', 'number-1-en'],
  });
  expect(told([entered], { welcome: 'none' })).toEqual({ welcome: { music: null, says: [] }, place: [] });
});

test('for what is deleted there is the standard one', () => {
  const own: GroupSays = { ...all, welcome: sound, music: sound, greeting: sound };
  expect(withSounds(own, new Map([[sound, 'Ours']]))).toEqual(own);
  expect(withSounds(own, undefined)).toEqual(all);
});

test('that one may press 1 is said once with the welcome, and with each place; that it cannot be, when asked', () => {
  const offer = 'callback-offer-en';
  expect(told([entered], {}, 'en', true)?.place).toEqual([offer]);
  expect(told([entered, announce(1)], {}, 'en', true)?.place).toEqual(['queue-place-en', 'number-1-en', offer]);
  const asked = (isKept: boolean): Effect => ({ type: 'callbackAsked', entryId, isKept });
  expect(told([asked(false)], {}, 'sv', true)).toEqual({ welcome: null, place: ['callback-refused-sv'] });
  expect(told([asked(true)], {}, 'sv', true)).toBeUndefined();
});
