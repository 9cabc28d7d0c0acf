import { recordingId } from '../../fakes/samples';
import { createPlayer, type Player } from './player';

/** An element that is told what has become of it. */
function anElement() {
  const element = Object.assign(new EventTarget(), {
    ...{ src: '', currentTime: 0, playbackRate: 1, defaultPlaybackRate: 1, sinks: [] as string[], plays: 0 },
    play: async () => void (element.plays += 1),
    pause: () => element.says('pause'),
    removeAttribute: () => (element.src = ''),
    setSinkId: async (id: string) => void element.sinks.push(id),
    says: (type: string) => void element.dispatchEvent(new Event(type)),
  });
  return element;
}

const [first, second] = [recordingId(1), recordingId(2)];
let element: ReturnType<typeof anElement>;
let player: Player;
let asked: string[];
let heard: string[];

beforeEach(() => {
  element = anElement();
  asked = [];
  heard = [];
  player = createPlayer({
    address: async (id) => `/sound/${id}?n=${asked.push(id)}`,
    onSound: (id) => heard.push(id),
    speakerId: () => 'headset',
  });
  player.attach(element as unknown as HTMLAudioElement);
});

/** The address is there, and the element has been told. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
async function plays(id: typeof first): Promise<void> {
  player.play(id);
  await settled();
  element.says('playing');
}

test('a message is fetched when it is played, on the chosen device, and heard when it sounds', async () => {
  player.play(first);
  expect(player.state.get()).toMatchObject({ soundId: first, phase: 'loading' });
  await settled();
  expect([element.src, element.sinks, heard]).toEqual([`/sound/${first}?n=1`, ['headset'], []]);
  element.says('playing');
  expect([player.state.get().phase, heard]).toEqual(['playing', [first]]);
});

test('after a pause it goes on where it was, from the same address', async () => {
  await plays(first);
  player.pause();
  expect(player.state.get().phase).toBe('paused');
  player.play(first);
  expect([asked, element.plays]).toEqual([[first], 2]);
});

test('an address that has run out is asked for anew, once, and the sound goes on where it was', async () => {
  await plays(first);
  player.seek(first, 4_000);
  element.says('error');
  await settled();
  expect([element.src, element.currentTime]).toEqual([`/sound/${first}?n=2`, 4]);
  element.says('error');
  expect([player.state.get().phase, asked.length]).toEqual(['failed', 2]);
});

test('one that has run out while it paused is asked for by the next Play', async () => {
  await plays(first);
  player.pause();
  element.says('error');
  expect(player.state.get().phase).toBe('paused');
  await plays(first);
  expect([player.state.get().phase, asked.length]).toEqual(['playing', 2]);
});

test('another message takes the place of the one that plays, from its beginning', async () => {
  await plays(first);
  player.seek(first, 4_000);
  await plays(second);
  expect(player.state.get()).toMatchObject({ soundId: second, positionMs: element.currentTime * 1_000 });
  expect([element.currentTime, heard]).toEqual([0, [first, second]]);
});

test('what was asked for and is not wanted any more does not begin', async () => {
  player.play(first);
  player.pause();
  await settled();
  expect([element.src, player.state.get().phase]).toEqual(['', 'paused']);
});

test('a place that is chosen before Play is where it begins, as fast as was chosen', async () => {
  player.seek(second, 9_000);
  player.setSpeed(1.5);
  await plays(second);
  expect([element.currentTime, element.defaultPlaybackRate]).toEqual([9, 1.5]);
});

test('a message that cannot be had says so', async () => {
  const without = createPlayer({
    address: () => Promise.reject(new Error('gone')),
    onSound: () => undefined,
    speakerId: () => null,
  });
  without.attach(element as unknown as HTMLAudioElement);
  without.play(first);
  await settled();
  expect(without.state.get().phase).toBe('failed');
});
