import { call, cecilia, known } from '../../../tests/fakes/decided-call';
import type { AnswerGroupId, OfferId } from '../../contract/ids';
import type { PlayId } from '../../switch/port';
import type { Sound } from '../../switch/port-sounds';
import type { Service } from './identity';
import type { PlanStep } from './plan';
import type { Input } from './protocol';

const queue: PlanStep = { kind: 'queue', groupId: 'group' as AnswerGroupId, forMs: 600_000, because: 'toAnswerGroup' };
const support = { name: 'Support', number: '1900' };
const service: Service = { kind: 'service', service: 'answerGroup', userId: null, contactId: null, ...support };
const place: readonly Sound[] = ['queue-place-sv', 'number-4-sv', 'queue-time-2-sv'];
const welcome: readonly Sound[] = ['queue-welcome-sv'];

/** Anna waits for a group, of which Cecilia is the agent. */
function waiting() {
  const told = call([queue], { there: [cecilia], service });
  const announce = (said: Partial<Omit<Extract<Input, { type: 'announce' }>, 'type'>>) =>
    told.give({ type: 'announce', welcome: null, place: [], ...said });
  return {
    ...told,
    announce,
    /** What is heard now: sounds, or music. */
    hears: () => {
      const last = told.effects.findLast(
        (each) => 'leg' in each && each.leg === 'leg-0' && each.type !== 'stopPlaying',
      );
      return last?.type === 'play' ? last.sounds : last?.type === 'music' && last.on ? 'music' : last?.type;
    },
    finishes(id?: PlayId) {
      const last = told.effects.findLast((each) => each.type === 'play' && each.leg === 'leg-0');
      if (last?.type === 'play') told.give({ type: 'playFinished', leg: last.leg, id: id ?? last.id });
    },
    rings: () => told.give({ type: 'offer', offerId: 'offer' as OfferId, agents: [known(cecilia)], group: support }),
  };
}

test('a place is said in the place of the music, which goes on after it', () => {
  const told = waiting();
  told.announce({ place });
  expect(told.hears()).toEqual(place);
  told.finishes('of something else');
  expect(told.hears()).toEqual(place);
  told.finishes();
  expect(told.hears()).toBe('music');
  expect(told.now).toMatchObject({ state: 'ringing', answeredAtMs: null });
});

test('a place that comes while something is being said follows it; only the last one of them', () => {
  const told = waiting();
  told.announce({ welcome: { music: null, says: welcome } });
  told.announce({ place: ['queue-place-sv', 'number-5-sv'] });
  told.announce({ place });
  expect(told.hears()).toEqual(welcome);
  told.finishes();
  expect(told.hears()).toEqual(place);
  told.finishes();
  expect(told.hears()).toBe('music');
});

test('nobody is told a place while an agent rings, but who enters is welcomed', () => {
  const told = waiting();
  told.rings();
  told.announce({ place });
  expect(told.hears()).toBe('music');
  told.announce({ welcome: { music: null, says: welcome }, place });
  expect(told.hears()).toEqual(welcome);
});

test('an agent who answers during an announcement talks at once', () => {
  const told = waiting();
  told.announce({ welcome: { music: null, says: welcome }, place });
  told.rings();
  expect(told.hears()).toEqual([...welcome, ...place]);
  const before = told.effects.length;
  told.answer(1);
  expect(told.effects.slice(before)).toEqual(
    expect.arrayContaining([
      { type: 'stopPlaying', leg: 'leg-0' },
      { type: 'hear', leg: 'leg-0', from: ['leg-1'] },
    ]),
  );
});

test('whose agent is gone unheard waits with the music, and is not told again what was being said', () => {
  const told = waiting();
  told.announce({ welcome: { music: 'kept/music' as Sound, says: welcome } });
  told.rings();
  told.answer(1);
  told.command(cecilia, 'call.hangUp');
  expect(told.hears()).toEqual(['kept/music']);
});

test('music of the group’s own begins anew when it is over', () => {
  const told = waiting();
  told.announce({ welcome: { music: 'kept/music' as Sound, says: [] } });
  told.later(10_000);
  const before = told.effects.length;
  told.finishes();
  expect(told.effects.slice(before)).toMatchObject([{ type: 'stopPlaying' }, { type: 'play', sounds: ['kept/music'] }]);
});

test('music that is gone is over at once: the standard one is heard', () => {
  const told = waiting();
  told.announce({ welcome: { music: 'kept/music' as Sound, says: [] } });
  told.finishes();
  expect(told.hears()).toBe('music');
});

test('whoever waits no more is told nothing', () => {
  const told = waiting();
  told.rings();
  told.answer(1);
  const before = told.effects.length;
  told.announce({ welcome: { music: null, says: welcome }, place });
  expect(told.effects.length).toBe(before);
});

test('whoever waited with a phone that sends nothing is greeted by the voicemail of the group', () => {
  const told = waiting();
  told.give({ type: 'legStalled', leg: told.leg(0), neverHeard: true });
  const greet: PlanStep = {
    ...{ kind: 'greet', owner: { ...support, contactId: null, userId: null }, sounds: ['voicemail-sv'] },
    ...{ forMs: 90_000, because: 'sentOnByGroup' },
  };
  told.give({ type: 'leaveQueue', plan: [greet] });
  expect(told.hears()).toEqual(['voicemail-sv']);
});
