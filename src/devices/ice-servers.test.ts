import { createFakeClock } from '../../tests/fakes/clock';
import type { UserId } from '../contract/ids';
import { createIceServers } from './ice-servers';

const anna = 'a4d1f6f0-0000-4000-8000-000000000001' as UserId;
const stunUrls = ['stun:stun.fjallbo.example'];

test('without servers there is nothing to ask', () => {
  expect(createIceServers({ stunUrls: [], turn: null, clock: createFakeClock() })(anna)).toEqual([]);
});

test('each person gets credentials of a day, as coturn computes them from the shared secret', () => {
  const clock = createFakeClock();
  const turn = { urls: ['turn:turn.fjallbo.example'], secret: 'north' };
  const [stun, relay] = createIceServers({ stunUrls, turn, clock })(anna);
  expect(stun).toEqual({ urls: stunUrls });
  const username = `${Math.floor(clock.nowMs() / 1000) + 86_400}:${anna}`;
  expect(relay).toMatchObject({ urls: turn.urls, username });
  expect(relay?.credential).toMatch(/^[A-Za-z0-9+/]{27}=$/);
});

test('the credential is the HMAC-SHA1 of the user name (vector made with openssl)', () => {
  const clock = { ...createFakeClock(), nowMs: () => 0 };
  expect(createIceServers({ stunUrls: [], turn: { urls: ['turn:x'], secret: 'north' }, clock })(anna)[0]).toMatchObject(
    {
      username: `86400:${anna}`,
      credential: 'g+S2JSWDIMMCnaimFxXYmRsgNFU=',
    },
  );
});
