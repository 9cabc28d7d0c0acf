import { aGuest } from '../fakes/samples';
import { guestNews, guestText, participantsIn, supervisorsIn } from './guests';

it('supervisors stand apart from who takes part, once they are there', () => {
  const [cecilia, eva] = [aGuest(), aGuest({ id: 'guest-2', name: 'Eva Nyström', isSupervisor: true })];
  expect(participantsIn([cecilia, eva])).toEqual([cecilia]);
  expect(supervisorsIn([cecilia, eva])).toEqual([eva]);
  expect(supervisorsIn([{ ...eva, state: 'ringing' }])).toEqual([]);
});

it.each([
  [{ state: 'ringing' }, 'call.guest.ringing'],
  [{ muted: true }, 'call.guest.muted'],
  [{ state: 'held', muted: true }, 'call.guest.held'],
  [{ state: 'left', endReason: 'declined' }, 'reason.declined.title'],
  [{ state: 'left', endReason: 'hungUp' }, 'call.guest.left'],
] as const)('how somebody takes part is said in a few words: %j', (change, key) => {
  expect(guestText(aGuest(change))).toEqual({ key });
});

it('aloud is said who comes and goes, and what a supervisor turns to', () => {
  const eva = aGuest({ isSupervisor: true, mode: 'listen' });
  const ringing = aGuest({ state: 'ringing' });
  expect(guestNews(undefined, ringing)).toBeNull();
  expect(guestNews(ringing, aGuest())).toEqual({ key: 'announce.added' });
  expect(guestNews(aGuest(), aGuest({ muted: true }))).toBeNull();
  expect(guestNews(ringing, aGuest({ state: 'left', endReason: 'noAnswer' }))).toEqual({ key: 'announce.left' });
  expect(guestNews(undefined, { ...eva, state: 'ringing' })).toBeNull();
  expect(guestNews({ ...eva, state: 'ringing' }, eva)).toEqual({ key: 'call.supervisor.listen' });
  expect(guestNews(eva, eva)).toBeNull();
  expect(guestNews(eva, { ...eva, mode: 'whisper' })).toEqual({ key: 'call.supervisor.whisper' });
});
