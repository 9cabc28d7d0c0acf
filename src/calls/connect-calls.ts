import { VaxelError } from '../contract/errors';
import type { CallId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import { changeOf } from './call-change';
import type { CallWriter } from './call-writer';
import type { CarryOut } from './carry-out';
import type { connect } from './engine/connect';
import type { Context } from './engine/protocol';
import type { LiveCalls } from './live-calls';

export interface ConnectCallsDeps {
  readonly live: LiveCalls;
  readonly writer: CallWriter;
  readonly clock: Clock;
  readonly carryOut: CarryOut;
  context(): Context;
}

/** Makes one call of two, see engine/connect.ts and engine/merge.ts. @throws VaxelError when the engine refuses it */
export type ConnectCalls = (keptId: CallId, closedId: CallId, userId: UserId, how: typeof connect) => Promise<void>;

/** Nothing else may happen to either call meanwhile: whoever asks sees to that. */
export function createConnectCalls({ live, writer, clock, carryOut, context }: ConnectCallsDeps): ConnectCalls {
  return async (keptId, closedId, userId, how) => {
    const [kept, closed] = [live.get(keptId), live.get(closedId)];
    if (!kept || !closed) throw new VaxelError('call.notFound');
    const connection = how(kept, closed, userId, context());
    if (connection.refused !== undefined) throw new VaxelError(connection.refused, connection.detail);
    // Their legs first: what happens to them from now on belongs to the call that goes on.
    live.put(connection.closed.call);
    live.put(connection.kept.call);
    const nowMs = clock.nowMs();
    const changes = [
      changeOf(kept, connection.kept.call, connection.kept.effects, nowMs),
      changeOf(closed, connection.closed.call, connection.closed.effects, nowMs),
    ] as const;
    const savings = [writer.save(changes[0]), writer.save(changes[1])] as const;
    await Promise.all(savings.map(({ mayGoOn }) => mayGoOn));
    carryOut.effects(closedId, connection.closed.effects);
    carryOut.effects(keptId, connection.kept.effects);
    // The card of the call that goes on is there before the other one is taken away.
    carryOut.finish(kept, changes[0], savings[0]);
    carryOut.finish(closed, changes[1], savings[1]);
  };
}
