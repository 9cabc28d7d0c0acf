import { ActivityChoices, ActivityDefinition } from '../../src/contract/activities/activity';
import { checked } from './checked';
import { activityId } from './samples';

const listed: readonly (readonly [string, string, string, Partial<ActivityDefinition>])[] = [
  ['available', 'Tillgänglig', 'Available', { state: 'free' }],
  ['meeting', 'Möte', 'Meeting', { defaultEnd: { minutes: 60 } }],
  ['lunch', 'Lunch', 'Lunch', { state: 'away', defaultEnd: { minutes: 60 } }],
  ['busy', 'Upptagen', 'Busy', {}],
  ['travelling', 'Tjänsteresa', 'Travelling', { state: 'away', defaultEnd: 'nextWorkday' }],
  ['holiday', 'Semester', 'Holiday', { state: 'away', defaultEnd: 'nextWorkday', endRequired: true }],
  ['sick', 'Sjuk', 'Sick', { state: 'away' }],
  ['child', 'VAB', 'Caring for child', { state: 'away', defaultEnd: 'today' }],
  ['soon', 'Strax tillbaka', 'Back soon', { listed: false, defaultEnd: { minutes: 15 } }],
  ['gone', 'Gått för dagen', 'Gone for the day', { listed: false, state: 'away', defaultEnd: 'today' }],
];

/** What an organisation has from its first moment on. */
export const activityDefinitions: readonly ActivityDefinition[] = listed.map(([key, sv, en, change], position) =>
  checked(ActivityDefinition, {
    id: activityId(position),
    key,
    name: { sv, en },
    icon: key as ActivityDefinition['icon'],
    state: 'busy',
    defaultEnd: null,
    endRequired: false,
    callHandling: 'ring',
    spoken: true,
    listed: true,
    code: String(position),
    position,
    archived: false,
    ...change,
  }),
);

export const definitionOf = (key: string): ActivityDefinition => {
  const found = activityDefinitions.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no activity ${key}`);
  return found;
};

/** What a person can choose from, with ends in the near future. */
export function activityChoices(nowMs: number, change: Partial<ActivityChoices> = {}): ActivityChoices {
  return checked(ActivityChoices, {
    activities: [...activityDefinitions],
    shortcuts: [
      { activityId: definitionOf('busy').id, end: { minutes: 120 } },
      { activityId: definitionOf('soon').id, end: { minutes: 15 } },
      { activityId: definitionOf('gone').id, end: 'today' },
    ],
    isOwn: false,
    todayMs: nowMs + 8 * 3_600_000,
    nextWorkdayMs: nowMs + 20 * 3_600_000,
    codePrefix: '*23*',
    mayBeSet: [],
    ...change,
  });
}
