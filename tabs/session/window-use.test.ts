import { createFakeClock } from '../fakes/fake-clock';
import { watchWindowUse } from './window-use';

let focused = true;

function setUp() {
  const clock = createFakeClock();
  let said = 0;
  const use = watchWindowUse({ window, clock, used: () => void (said += 1) });
  return { clock, use, said: () => said };
}
const happens = (name: string, target: EventTarget = window): void => void target.dispatchEvent(new Event(name));

beforeEach(() => {
  focused = true;
  jest.spyOn(document, 'hasFocus').mockImplementation(() => focused);
});
const open: { dispose(): void }[] = [];
afterEach(() => {
  for (const use of open.splice(0)) use.dispose();
  jest.restoreAllMocks();
});

it.each(['focus', 'pointerdown', 'keydown'])('says a use at a %s', (name) => {
  const { use, said } = setUp();
  open.push(use);
  happens(name);
  expect(said()).toBe(1);
});

it('says it at most every 10 s, and the last one not later than that', () => {
  const { clock, use, said } = setUp();
  open.push(use);
  for (let second = 0; second < 25; second += 1) {
    happens('keydown');
    clock.advance(1_000);
  }
  // At 0 s, 10 s and 20 s.
  expect(said()).toBe(3);
  clock.advance(60_000);
  expect(said()).toBe(4);
});

it.each(['blur', 'pagehide'])('says no late use of a window that was left (%s): another is used now', (name) => {
  const { clock, use, said } = setUp();
  open.push(use);
  happens('keydown');
  happens('keydown');
  happens(name);
  clock.advance(60_000);
  expect(said()).toBe(1);
});

it('is used when it is brought to the front, not when it is only uncovered', () => {
  const { use, said } = setUp();
  open.push(use);
  focused = false;
  happens('visibilitychange', document);
  expect(said()).toBe(0);
  focused = true;
  happens('visibilitychange', document);
  expect(said()).toBe(1);
});

it('tells a new connection at once, if the person is here', () => {
  const { use, said } = setUp();
  open.push(use);
  use.connected();
  use.connected();
  expect(said()).toBe(2);
  focused = false;
  use.connected();
  expect(said()).toBe(2);
});

it('says nothing once it is disposed', () => {
  const { clock, use, said } = setUp();
  happens('keydown');
  happens('keydown');
  use.dispose();
  happens('focus');
  clock.advance(60_000);
  expect(said()).toBe(1);
});
