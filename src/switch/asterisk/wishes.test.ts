import type { LegId } from '../../contract/ids';
import {
  after,
  homeOf,
  inDoubt,
  nextStep,
  noWishes,
  nowhere,
  placeOf,
  purposeOf,
  type Place,
  type Step,
  type Wishes,
} from './wishes';

const [a, b, c] = ['a', 'b', 'c'] as [LegId, LegId, LegId];
const sound = { id: 'id', sounds: ['goodbye'], playback: 'p' } as const;

const places = (wishes: Readonly<Record<string, Partial<Wishes>>>) => (leg: LegId) =>
  placeOf(leg, (id) => (wishes[id] === undefined ? null : { ...noWishes, ...wishes[id] }));

describe('where a leg’s channel has to be', () => {
  it('alone, with silence, where it hears nobody', () => {
    expect(places({ a: {} })(a)).toEqual({ bridge: homeOf(a), listensTo: [], sound: 'silence', muted: false });
  });

  it('nowhere before it is up', () => {
    expect(places({})(a)).toEqual(nowhere);
  });

  it('in one bridge of both, which has one name, when two hear each other', () => {
    const place = places({ a: { sources: [b] }, b: { sources: [a] } });
    expect(place(a).bridge).toBe(place(b).bridge);
    expect(place(a)).toMatchObject({ listensTo: [], sound: null });
    expect(place(a).bridge).not.toBe(homeOf(a));
  });

  it('in its own bridge with a listener, when the other does not hear it, or it hears itself', () => {
    const place = places({ a: { sources: [b] }, b: {}, c: { sources: [c] } });
    expect(place(a)).toMatchObject({ bridge: homeOf(a), listensTo: [b], sound: null });
    expect(place(b)).toMatchObject({ bridge: homeOf(b), listensTo: [], sound: 'silence' });
    expect(place(c)).toMatchObject({ bridge: homeOf(c), listensTo: [c] });
  });

  it('in one bridge of all, which has one name, when all hear each other', () => {
    const place = places({ a: { sources: [b, c] }, b: { sources: [c, a] }, c: { sources: [a, b] } });
    const { bridge } = place(a);
    expect(purposeOf(bridge ?? '')).toBe('meeting');
    for (const leg of [b, c]) expect(place(leg)).toEqual({ bridge, listensTo: [], sound: null, muted: false });
  });

  it('never in the bridge of somebody who does not hear it: who listens, and of whom only one hears', () => {
    const listening = places({ a: { sources: [b] }, b: { sources: [a] }, c: { sources: [a, b] } });
    expect(listening(c)).toMatchObject({ bridge: homeOf(c), listensTo: [a, b], sound: null });
    expect(listening(a).bridge).toBe(listening(b).bridge);
    const whispering = places({ a: { sources: [b] }, b: { sources: [a, c] }, c: { sources: [a, b] } });
    for (const leg of [a, b, c]) expect(whispering(leg).bridge).toBe(homeOf(leg));
    expect([a, b, c].map((leg) => whispering(leg).listensTo)).toEqual([[b], [a, c], [a, b]]);
    const held = places({ a: { sources: [b] }, b: { sources: [a, c] }, c: { sources: [a, b], music: true } });
    expect(held(a).bridge).toBe(held(b).bridge);
    expect(held(c)).toMatchObject({ bridge: homeOf(c), sound: 'music' });
  });

  it('hears nothing of whom listens to music, or is not up', () => {
    const place = places({ a: { sources: [b] }, b: { sources: [a], music: true }, c: { sources: ['gone' as LegId] } });
    expect(place(a)).toMatchObject({ listensTo: [], sound: 'silence' });
    expect(place(b)).toMatchObject({ bridge: homeOf(b), sound: 'music' });
    expect(place(c)).toMatchObject({ listensTo: [], sound: 'silence' });
  });

  it('sounds come before music, and both before a voice; whoever hears it goes on hearing it', () => {
    const place = places({ a: { sources: [b], playing: sound, music: true }, b: { sources: [a] } });
    expect(place(a)).toMatchObject({ bridge: homeOf(a), sound });
    expect(place(b)).toMatchObject({ bridge: homeOf(b), sound: 'silence' });
    expect(places({ a: { sources: [b], playing: sound }, b: { sources: [a] } })(b)).toMatchObject({ listensTo: [a] });
  });
});

describe('the way there', () => {
  const steps = (from: Place, to: Place): string[] => {
    const taken: string[] = [];
    for (let at = from, step = nextStep(at, to); step !== null; step = nextStep(at, to)) {
      taken.push(step.type === 'mute' ? `mute ${step.on ? 'on' : 'off'}` : step.type);
      at = after(at, step);
    }
    return taken;
  };
  const alone: Place = { bridge: 'home-a', listensTo: [], sound: 'music', muted: false };

  it.each<[string, Place, Place, string[]]>([
    ['nothing to do', alone, alone, []],
    ['music ends before the voice is heard', alone, { ...alone, bridge: 'pair', sound: null }, ['stop', 'enter']],
    ['muted first', nowhere, { ...alone, muted: true }, ['mute on', 'enter', 'start']],
    [
      'not muted last',
      { ...alone, muted: true },
      { ...alone, bridge: 'pair', sound: null },
      ['stop', 'enter', 'mute off'],
    ],
    [
      'another to listen to',
      { ...alone, sound: null, listensTo: [b] },
      { ...alone, sound: null, listensTo: [c] },
      ['ignore', 'listen'],
    ],
    [
      'the listener stays behind',
      { ...alone, sound: null, listensTo: [b] },
      { ...alone, sound: null, bridge: 'pair' },
      ['ignore', 'enter'],
    ],
    [
      'one more to listen to, and one less',
      { ...alone, sound: null, listensTo: [a, b] },
      { ...alone, sound: null, listensTo: [b, c] },
      ['ignore', 'listen'],
    ],
    ['another sound', { ...alone, sound }, { ...alone, sound: { ...sound, playback: 'q' } }, ['stop', 'start']],
  ])('%s', (_what, from, to, expected) => {
    expect(steps(from, to)).toEqual(expected);
  });

  const listening = { ...alone, sound: null, listensTo: [b] };
  it.each<[string, Step, Place, string[]]>([
    ['muted', { type: 'mute', on: true }, { ...alone, muted: true }, ['mute on']],
    ['not muted', { type: 'mute', on: false }, alone, ['mute off']],
    ['in the bridge', { type: 'enter', bridge: 'home-a' }, alone, ['enter']],
    ['begun', { type: 'start', sound: 'music' }, alone, ['stop', 'start']],
    ['stopped', { type: 'stop', sound: 'music' }, { ...alone, sound: null }, ['stop']],
    ['listening', { type: 'listen', source: b }, listening, ['ignore', 'listen']],
    [
      'listening to one of two',
      { type: 'ignore', source: b },
      { ...listening, listensTo: [c] },
      ['ignore', 'ignore', 'listen'],
    ],
    ['listening no more', { type: 'ignore', source: b }, { ...listening, listensTo: [] }, ['ignore']],
  ])('nobody answered whether it is %s: that is made sure of', (_what, step, to, expected) => {
    const { listensTo } = to;
    expect(steps(inDoubt({ ...alone, sound: to.sound, listensTo }, step), to)).toEqual(expected);
  });
});
