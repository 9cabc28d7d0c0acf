import { createFakeClock } from '../fakes/fake-clock';
import { sharedToken } from './shared-token';

function host() {
  const clock = createFakeClock();
  const asked: { give(token: string): void; refuse(why: Error): void }[] = [];
  const getToken = sharedToken(() => new Promise((give, refuse) => void asked.push({ give, refuse })), clock);
  return { clock, asked, getToken };
}

it('asks the host once for all who ask within a moment, and anew for who asks later', async () => {
  const { clock, asked, getToken } = host();
  const both = Promise.all([getToken(), getToken()]);
  asked[0]?.give('first');
  expect(await both).toEqual(['first', 'first']);
  expect(asked).toHaveLength(1);
  clock.advance(2_000);
  const later = getToken();
  asked[1]?.give('second');
  expect(await later).toBe('second');
});

it('does not hand out again that there was none', async () => {
  const { asked, getToken } = host();
  const none = getToken();
  asked[0]?.refuse(new Error('the host has gone'));
  await expect(none).rejects.toThrow('the host has gone');
  const again = getToken();
  asked[1]?.give('there');
  expect(await again).toBe('there');
});
