import { aMessage } from '../../../tests/fakes/mailboxes';
import type { RecordingId, SoundId, UserId } from '../../contract/ids';
import { soundNames } from '../../switch/opus-frames';
import { pressedInMailbox } from './mailbox-keys';
import { after, messageOf, openedMailbox, type MailboxFact, type MailboxTurn } from './mailbox-turn';
import { mailboxSounds } from './mailbox-words';

/** Numbers from 0 to below 1, the same each time (Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

const day = 24 * 3_600_000;
const messages = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => aMessage(`${prefix}${at}`, (60 - 7 * at) * day));
const boxOf = (language: 'sv' | 'en', unheard: number, heard: number): MailboxFact => ({
  ...{ userId: 'anna' as UserId, language, zone: 'Europe/Stockholm', openedAtMs: 61 * day },
  ...{ unheard: messages('new', unheard), heard: messages('old', heard), counts: { unheard, heard } },
  greeting: heard % 2 === 0 ? null : ('mine' as SoundId),
});

/** What the engine learns of the greeting meanwhile. */
const asRecorded = (turn: MailboxTurn): MailboxTurn =>
  turn.says === 'review' && turn.spoken === null ? { ...turn, spoken: 'spoken' as RecordingId } : turn;

test('whatever is pressed, it says what there is to say of a message that is there, and never goes astray', () => {
  const known: ReadonlySet<string> = new Set(soundNames);
  const silent = new Set(['recording', 'saving']);
  for (let seed = 1; seed <= 300; seed += 1) {
    const next = seeded(seed);
    const box = boxOf(seed % 2 === 0 ? 'sv' : 'en', seed % 4, seed % 5);
    let turn: MailboxTurn | null = openedMailbox(box);
    for (let step = 0; step < 200 && turn !== null; step += 1) {
      const sounds = mailboxSounds(turn);
      expect([turn.says, sounds.length > 0]).toEqual([turn.says, !silent.has(turn.says)]);
      for (const sound of sounds) expect(known.has(sound) || /^(?:recording|kept)\//.test(sound)).toBe(true);
      const told = messageOf(turn);
      if (turn.says === 'intro' || turn.says === 'message') expect(turn.deleted).not.toContain(told?.id);
      const pressed: { readonly turn: MailboxTurn | null } | null =
        next() < 0.7 ? pressedInMailbox(turn, '0123456789*#'.charAt(next() * 12)) : { turn: after(turn) };
      turn = pressed === null ? turn : pressed.turn && asRecorded(pressed.turn);
    }
  }
});

test('left alone it ends, whatever it holds', () => {
  let turn: MailboxTurn | null = openedMailbox(boxOf('sv', 3, 2));
  let steps = 0;
  for (; turn !== null; steps += 1) turn = after(turn);
  expect(steps).toBe(1 + 3 * 3 + 2);
});
