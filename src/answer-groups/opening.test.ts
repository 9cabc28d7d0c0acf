import { aGroup } from '../../tests/fakes/answer-group-settings';
import { createFakeClock } from '../../tests/fakes/clock';
import type { Opening } from '../contract/answer-groups/settings';
import type { AnswerGroupId } from '../contract/ids';
import { settingsIn } from './configured';
import { blank } from './distributor/state';
import type { State } from './distributor/state';
import { watchOpening } from './opening';

const id = 'support' as AnswerGroupId;
const opening: Opening = { by: 'organisation', hours: [], closedDays: true };
const configured = { groups: new Map([[id, { ...aGroup, id, opening }]]), pauseReasons: [] };
const state = (isOpen: boolean): State => ({ memory: new Map([[id, { ...blank, isOpen }]]) }) as unknown as State;

function watched() {
  const clock = createFakeClock();
  const said: { isOpen: boolean; changesAtMs: number | null; minutes: number; looks: number } = {
    ...{ isOpen: true, changesAtMs: null, minutes: 0, looks: 0 },
  };
  const watch = watchOpening(
    {
      clock,
      openNow(asked) {
        said.looks += 1;
        return { isOpen: asked === opening && said.isOpen, changesAtMs: said.changesAtMs };
      },
    },
    () => void (said.minutes += 1),
  );
  return { clock, said, watch };
}

test('a group that opens or closes is news until it is known', () => {
  const { said, watch } = watched();
  expect(watch.news(state(true), configured)).toEqual([]);
  said.isOpen = false;
  expect(watch.news(state(true), configured)).toEqual([
    { type: 'opening', groupId: id, isOpen: false, changesAtMs: null },
  ]);
  expect(watch.news(state(false), configured)).toEqual([]);
  said.changesAtMs = 60_000;
  expect(watch.news(state(false), configured)).toEqual([
    { type: 'opening', groupId: id, isOpen: false, changesAtMs: 60_000 },
  ]);
});

test('groups that have their hours in common are looked at as one', () => {
  const { watch, said } = watched();
  const other = 'sales' as AnswerGroupId;
  const groups = new Map([...configured.groups, [other, { ...aGroup, id: other, opening: { ...opening } }]]);
  said.isOpen = false;
  expect(watch.news(state(true), { ...configured, groups })).toHaveLength(2);
  expect(said.looks).toBe(1);
});

test('it is asked for at each full minute, and no more once it stops', () => {
  const { clock, said, watch } = watched();
  clock.advance(60_000);
  expect(said.minutes).toBe(1);
  clock.advance(120_000);
  expect(said.minutes).toBe(3);
  watch.stop();
  clock.advance(120_000);
  expect(said.minutes).toBe(3);
});

test('a group goes by what it says at closing, and where its callers go then', () => {
  const [read] = settingsIn(configured);
  expect([read?.leaveAtClosing, read?.exits.closed]).toEqual([false, { to: 'plan', plan: 'voicemail' }]);
});
