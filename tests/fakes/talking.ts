import type { CallView } from '../../src/contract/calls/call-view';
import type { CallId, LegId } from '../../src/contract/ids';
import type { LineUser } from '../../src/lines/line-user';
import { anna, asPrincipal, bjorn, cecilia, createExchange, deviceOf } from './exchange';

export const leg = (name: string) => name as LegId;

/**
 * Anna has called Björn and they talk; Cecilia is at her desk. What was asked of the switch until then is taken away.
 */
export async function talking() {
  const exchange = createExchange();
  await exchange.service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  const b = exchange.dialled()[0]?.leg ?? leg('none');
  exchange.switch.raise({ type: 'legAnswered', leg: b });
  for (const each of [leg('a'), b]) exchange.switch.raise({ type: 'legMedia', leg: each });
  await exchange.settle();
  const callId = exchange.service.callsOf(anna.userId)[0]?.id ?? ('none' as CallId);
  exchange.switch.take();
  return {
    ...exchange,
    a: leg('a'),
    b,
    callId,
    view: (user: LineUser) => exchange.service.viewsOf(user.userId).find(({ id }) => id === callId),
    /** The newest that the user was told of the call, also after it ended. */
    last(user: LineUser): CallView | undefined {
      const events = exchange.events.filter(
        ({ userId, event }) => userId === user.userId && event.type === 'call' && event.call.id === callId,
      );
      const event = events.at(-1)?.event;
      return event?.type === 'call' ? event.call : undefined;
    },
    async happens(...events: Parameters<typeof exchange.switch.raise>[0][]) {
      for (const event of events) exchange.switch.raise(event);
      await exchange.settle();
    },
    async press(user: LineUser, command: Parameters<typeof exchange.service.execute>[1]) {
      await exchange.service.execute(asPrincipal(user), command);
      await exchange.settle();
    },
    /** The device that was dialled last, and its leg. */
    lastDial() {
      const [, dialledLeg, target, options] = exchange.switch.take().findLast(([name]) => name === 'dial') ?? [];
      return {
        leg: dialledLeg as LegId,
        target: target as { deviceId?: string; number?: string } | undefined,
        options: options as { autoAnswer: boolean } | undefined,
      };
    },
    jobs: () =>
      exchange.stored
        .flatMap(({ jobs }) => jobs)
        .map(({ name, data }) => `${name} ${'userId' in data && data.userId === anna.userId ? 'anna' : 'bjorn'}`),
  };
}

export type Talking = Awaited<ReturnType<typeof talking>>;

/** The tab of Anna, or of Björn, is gone, and its leg with it. */
export const tabGone = (told: Talking, owner = anna) =>
  told.happens(
    { type: 'deviceUnreachable', deviceId: deviceOf(owner) },
    { type: 'legLost', leg: owner === anna ? told.a : told.b },
  );
