import type { MessageFact } from '../../src/calls/engine/mailbox-turn';
import type { Mailboxes } from '../../src/calls/own-mailbox';
import type { RecordingId, SoundId } from '../../src/contract/ids';
import type { Clock } from '../../src/ports/clock';

/** Everybody's mailbox at once, as a test fills it. */
export interface FakeMailboxes extends Mailboxes {
  /** Null = the switch plays none. */
  unheard: readonly MessageFact[] | null;
  heard: readonly MessageFact[];
  greeting: SoundId | null;
  /** Nothing can be kept. */
  isFull: boolean;
  readonly marks: unknown[];
}

export function createFakeMailboxes(clock: Pick<Clock, 'nowMs'>): FakeMailboxes {
  const all: FakeMailboxes = {
    ...{ unheard: null, heard: [], greeting: null, isFull: false, marks: [] },
    async open({ userId }) {
      const { unheard, heard, greeting } = all;
      if (unheard === null) return null;
      return {
        ...{ userId, language: 'sv', zone: 'Europe/Stockholm', openedAtMs: clock.nowMs(), unheard, heard, greeting },
        counts: { unheard: unheard.length, heard: heard.length },
      };
    },
    mark: (_organisation, userId, message, as) => void all.marks.push([userId, message, as]),
    async setGreeting(_organisation, _userId, to) {
      if (all.isFull) throw new Error('no room');
      all.greeting = to !== null && typeof to === 'object' ? (`kept-${to.spoken}` as SoundId) : to;
      return all.greeting;
    },
  };
  return all;
}

/** A message of the organisation's own country, left so long ago. */
export const aMessage = (id: string, leftAtMs: number, about: Partial<MessageFact> = {}): MessageFact => ({
  ...{ id: id as RecordingId, number: '+46920123400', spoken: '0920123400', isColleague: false, isForGroup: false },
  ...{ leftAtMs, ...about },
});
