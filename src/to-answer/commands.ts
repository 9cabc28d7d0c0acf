import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { ToAnswerCommand } from '../contract/to-answer/commands';
import { longestSnoozeMs } from '../contract/to-answer/limits';
import type { Clock } from '../ports/clock';
import type { CommandHandler } from '../ports/commands';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { owingOf, type GroupsOf } from './owing';
import { toAnswerStoreOf, type ToAnswerRow, type ToAnswerStore } from './store';

export interface ToAnswerCommandsDeps {
  readonly db: Kysely<Database>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly groupsOf: GroupsOf;
}

/** What those who owe a call do with it. */
export function createToAnswerCommands({ db, clock, groupsOf }: ToAnswerCommandsDeps): CommandHandler<ToAnswerCommand> {
  return {
    subjectsOf: ({ id }) => [`toAnswer ${id}`],
    async execute({ organisationId, userId }, command) {
      const store = toAnswerStoreOf(db, organisationId);
      const row = await store.find(owingOf(groupsOf(organisationId), userId), command.id);
      if (row === undefined) throw new VaxelError('request.notFound');
      if (await carriedOut(store, userId, command, clock.nowMs())) return;
      const now = await store.find(owingOf(groupsOf(organisationId), userId), command.id);
      refuse(command, userId, now);
    },
  };
}

/** @throws VaxelError request.invalid */
function carriedOut(
  store: ToAnswerStore,
  userId: Principal['userId'],
  command: ToAnswerCommand,
  nowMs: number,
): Promise<boolean> {
  const { id } = command;
  switch (command.name) {
    case 'toAnswer.claim':
      return store.claim(id, userId);
    case 'toAnswer.release':
      return store.release(id, userId);
    case 'toAnswer.snooze':
      if (command.untilMs <= nowMs || command.untilMs > nowMs + longestSnoozeMs)
        throw new VaxelError('request.invalid', 'untilMs: within 31 days');
      return store.snooze(id, new Date(command.untilMs));
    case 'toAnswer.done':
      return store.done(id, userId);
    case 'toAnswer.reopen':
      return store.reopen(id);
  }
}

/** What is so already is no failure. @throws VaxelError toAnswer.done, toAnswer.claimed */
function refuse({ name }: ToAnswerCommand, userId: Principal['userId'], row: ToAnswerRow | undefined): void {
  if (row === undefined) throw new VaxelError('request.notFound');
  const isDone = row.done_at !== null;
  if (name === 'toAnswer.done' && isDone) return;
  if (isDone) throw new VaxelError('toAnswer.done');
  if (
    name === 'toAnswer.claim' ||
    (name === 'toAnswer.release' && row.claimed_by !== null && row.claimed_by !== userId)
  )
    throw new VaxelError('toAnswer.claimed');
}
