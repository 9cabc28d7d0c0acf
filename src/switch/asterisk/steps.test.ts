import { randomUUID } from 'node:crypto';
import type { LegId } from '../../contract/ids';
import { systemClock } from '../../time/system-clock';
import type { Ari } from './ari';
import { createBridges } from './bridges';
import { createLeg, handleOf } from './leg';
import { takeStep } from './steps';

/** An Asterisk whose channel plays on for so many times that it is told to stop. */
function playingOn(times: number) {
  const requests: string[] = [];
  let left = times;
  const ari: Pick<Ari, 'request'> = {
    request(method, path, query = {}) {
      requests.push(`${method} ${path} ${Object.values(query).join()}`.trim());
      if (method === 'DELETE') left -= 1;
      return Promise.resolve(method === 'GET' ? { value: left >= 0 ? 'slin16' : 'opus' } : null);
    },
  };
  const id = randomUUID() as LegId;
  const handle = handleOf('b', null);
  const leg = createLeg(id, 'up', handle);
  const deps = {
    ari: ari as Ari,
    bridges: createBridges(ari as Ari),
    clock: systemClock,
    legs: new Map([[id, leg]]),
    soundsFolder: 'vaxel',
    player: {
      begin: () => Promise.resolve(),
      end: () => Promise.resolve(),
      drop: () => undefined,
      stop: () => undefined,
    },
    playAgain: () => undefined,
  };
  const take = (step: Parameters<typeof takeStep>[3]) => takeStep(deps, leg, handle, step);
  return { requests, take };
}

const stop = 'DELETE /channels/b/moh';
const look = 'GET /channels/b/variable CHANNEL(audiowriteformat)';

test.each(['music', 'silence'] as const)('%s that plays on is stopped again until it has stopped', async (sound) => {
  const { requests, take } = playingOn(2);
  await take({ type: 'start', sound });
  await take({ type: 'stop', sound });
  const begun = `POST /channels/b/moh ${sound === 'music' ? 'default' : 'silence'}`;
  expect(requests).toEqual([begun, stop, look, stop, look, stop, look]);
});

test('a channel that always looks as if it played is let go of', async () => {
  const { requests, take } = playingOn(Infinity);
  await take({ type: 'stop', sound: 'music' });
  expect(requests).toHaveLength(100);
});
