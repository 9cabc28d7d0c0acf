import { setPriority } from 'node:os';
import { carryOut, countIn, type CreateAttack, type Tally, type Target } from './attack';
import { realtimeAttacks } from './realtime';
import { requestAttacks } from './requests';
import { sipDeviceAttacks } from './sip-device';
import { sipStrangerAttacks } from './sip-strangers';
import { socketAttacks } from './sockets';

export interface Order {
  readonly forMs: number;
  readonly target: Target;
  /**
   * 0, or 19 to take only what of the processor is left over, as real attackers do, who bring a machine of their own.
   */
  readonly niceness: number;
}

export interface Done {
  readonly tally: Tally;
  /** Why there was no attack; null = there was one. */
  readonly failure: string | null;
}

const attacks: Record<string, CreateAttack> = {
  ...socketAttacks,
  ...sipStrangerAttacks,
  ...sipDeviceAttacks,
  ...realtimeAttacks,
  ...requestAttacks,
};

async function attackAll({ target, forMs }: Order, tally: Tally): Promise<void> {
  const ready = await Promise.all(
    Object.entries(attacks).map(async ([name, create]) => {
      const count = countIn(tally, name);
      return { attack: await create(target, count), count };
    }),
  );
  await Promise.all(ready.map(({ attack, count }) => carryOut(attack, forMs, count)));
}

/**
 * A process of their own, so that their work does not lie in the way of the server's or the phones'. Ends with its
 * parent.
 */
process.on('message', (order: Order) => {
  void (async () => {
    const tally: Tally = {};
    setPriority(order.niceness);
    const failure = await attackAll(order, tally).then(() => null, String);
    process.send?.({ tally, failure } satisfies Done);
  })();
});
process.on('disconnect', () => process.exit(0));
// A blow that nobody waits for any more may still fail.
process.on('unhandledRejection', () => undefined);
process.send?.('ready');
