import { createFakeClock, type FakeClock } from '../../../tests/fakes/clock';
import type { OrganisationId } from '../../contract/ids';
import { createLamps, type Lamps } from './lamps';
import { createWatching } from './watching';

const [fjallbo, sjobris] = ['fjallbo' as OrganisationId, 'sjobris' as OrganisationId];
let clock: FakeClock;
let lamps: Lamps;
/** What Asterisk has, and what it was told of lines. */
let states: Map<string, string>;
let dialplan: Map<string, string>;
let told: string[];
let warned: number;
let isManagerAway: boolean;
let isAway: boolean;

const success = 'Response: Success\r\nMessage: Done\r\n\r\n';
const refused = (why: string): string => `Response: Error\r\nMessage: ${why}\r\n\r\n`;

/** The manager, as far as it is asked. */
async function askManager({ action, context = '', extension = '', application = '' }: Record<string, string>) {
  if (isManagerAway) return refused('Permission denied');
  const name = `${context} ${extension}`;
  switch (action) {
    case 'DialplanExtensionAdd':
      if (dialplan.has(name)) return refused('That extension and priority already exist at that context');
      dialplan.set(name, application);
      return success;
    case 'DialplanExtensionRemove':
      return dialplan.delete(name) ? success : refused('Failed to remove requested extension');
    default: {
      const found = [...dialplan.keys()].filter((each) => each.startsWith(`${context} `));
      const events = found.map((each) => `Event: ListDialplan\r\nExtension: ${each.split(' ')[1]}\r\n\r\n`);
      return found.length === 0 ? refused(`Did not find context ${context}`) : success + events.join('');
    }
  }
}

beforeEach(() => {
  [clock, states, dialplan, told] = [createFakeClock(), new Map(), new Map(), []];
  [warned, isManagerAway, isAway] = [0, false, false];
  const nothing = (): void => undefined;
  lamps = createLamps({
    clock,
    logger: { debug: nothing, info: nothing, warn: () => void (warned += 1), error: nothing },
    watching: createWatching(askManager),
    ari: {
      async request(method, path, query) {
        if (isAway) throw new Error('away');
        if (method === 'GET') return [...states].map(([name, state]) => ({ name: `Stasis:${name}`, state }));
        const name = decodeURIComponent(path).replace('/deviceStates/Stasis:', '');
        states.set(name, String(query?.['deviceState']));
        told.push(`${name} ${query?.['deviceState']}`);
        return null;
      },
    },
  });
});
afterEach(() => lamps.stop());

const phoneOf = (organisationId: OrganisationId, username: string) => ({
  username,
  side: { kind: 'inside', organisationId } as const,
});
/** Everything that was begun is done. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('each state of a line has one of Asterisk’s, told of organisations with phones only', async () => {
  lamps.show(sjobris, '1002', 'inCall');
  lamps.show(fjallbo, '1001', 'offline');
  lamps.show(fjallbo, '1002', 'inCall');
  // Nothing that a key could send.
  lamps.show(fjallbo, 'x', 'inCall');
  await lamps.open(phoneOf(fjallbo, 'one'));
  // While it is let in.
  const other = lamps.open(phoneOf(fjallbo, 'other'));
  lamps.show(fjallbo, '1003', 'inCall');
  await other;
  await settled();
  expect([dialplan.delete('lines-other _XXXX'), warned]).toEqual([true, 0]);
  await lamps.close('other');
  expect([...dialplan]).toEqual([['lines-one _XXXX', 'Stasis:lines-fjallbo-${EXTEN}']]);
  expect(told.splice(0)).toEqual(['lines-fjallbo-1002 INUSE', 'lines-fjallbo-1003 INUSE']);
  for (const line of ['ringing', 'idle', 'offline'] as const) {
    lamps.show(fjallbo, '1002', line);
    await settled();
  }
  expect(told.splice(0).map((each) => each.split(' ')[1])).toEqual(['RINGING', 'NOT_INUSE', 'UNAVAILABLE']);
  // Somebody has an extension of another length.
  lamps.show(fjallbo, '20002', 'idle');
  await settled();
  expect([[...dialplan.keys()][1], told]).toEqual(['lines-one _XXXXX', ['lines-fjallbo-20002 NOT_INUSE']]);
});

test('a phone that is shut out loses what it watches, and no other does', async () => {
  lamps.show(fjallbo, '1001', 'idle');
  for (const name of ['one', 'other']) await lamps.open(phoneOf(fjallbo, name));
  for (const name of ['one', 'other']) dialplan.set(`lines-${name} 1001`, 'Stasis:lines-fjallbo-1001');
  await lamps.close('one');
  expect([...dialplan.keys()]).toEqual(['lines-other _XXXX', 'lines-other 1001']);
  isManagerAway = true;
  await lamps.close('other');
  isManagerAway = false;
  await lamps.restore(false);
  expect(dialplan.size).toBe(0);
});

test('a server that starts tells what Asterisk has otherwise, and what nobody has any more', async () => {
  dialplan.set('lines-one _XXXX', 'of before');
  states = new Map([
    ['lines-fjallbo-1001', 'INUSE'],
    ['lines-fjallbo-1002', 'NOT_INUSE'],
    ['lines-fjallbo-1009', 'INUSE'],
    ['lines-sjobris-1009', 'INUSE'],
  ]);
  lamps.show(fjallbo, '1001', 'idle');
  lamps.show(fjallbo, '1002', 'idle');
  await lamps.open(phoneOf(fjallbo, 'one'));
  await settled();
  expect(told).toEqual(['lines-fjallbo-1001 NOT_INUSE']);
  // Who seems to be nowhere may only not be known yet.
  clock.advance(10_000);
  await settled();
  expect(told[1]).toBe('lines-fjallbo-1009 UNAVAILABLE');
  expect([[...dialplan.values()], warned]).toEqual([['of before'], 0]);
});

test('an Asterisk that starts anew is told of everything again', async () => {
  lamps.show(fjallbo, '1001', 'idle');
  await lamps.open(phoneOf(fjallbo, 'one'));
  await settled();
  isAway = true;
  lamps.show(fjallbo, '1001', 'ringing');
  await settled();
  [isAway, dialplan, states] = [false, new Map(), new Map()];
  told.length = 0;
  await lamps.restore(true);
  await lamps.open(phoneOf(fjallbo, 'one'));
  await settled();
  expect([[...dialplan.keys()], told]).toEqual([['lines-one _XXXX'], ['lines-fjallbo-1001 RINGING']]);
});

test('phones that may watch nothing are let in all the same, and may later; it is said once', async () => {
  isManagerAway = true;
  lamps.show(fjallbo, '1001', 'inCall');
  await lamps.open(phoneOf(fjallbo, 'one'));
  clock.advance(30_000);
  await settled();
  expect([told, warned]).toEqual([[], 1]);
  isManagerAway = false;
  clock.advance(30_000);
  await settled();
  expect([told, warned]).toEqual([['lines-fjallbo-1001 INUSE'], 1]);
});

test('of a line that changes faster than Asterisk answers, it is told the newest', async () => {
  lamps.show(fjallbo, '1001', 'idle');
  await lamps.open(phoneOf(fjallbo, 'one'));
  for (const line of ['ringing', 'inCall', 'idle', 'ringing'] as const) lamps.show(fjallbo, '1001', line);
  await settled();
  expect(told.at(-1)).toBe('lines-fjallbo-1001 RINGING');
  expect(told.length).toBeLessThan(4);
});
