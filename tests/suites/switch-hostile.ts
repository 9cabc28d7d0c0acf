import { RawSip } from '../fakes/raw-sip';
import { eventually } from '../fakes/waiters';
import { mutations, tortureMessages } from './sip-torture';
import type { SuiteContext } from './switch.suite';

export function hostileTests({ office }: SuiteContext): void {
  it('stands messages in the manner of RFC 4475 and mutated ones while a call goes on, and keeps no leg', async () => {
    const talk = await office().talk();
    const device = office().enrol('1009');
    const register = async (): Promise<RawSip> => {
      const raw = await office().raw();
      expect((await raw.register(device.account)).status).toBe(200);
      return raw;
    };
    let raw = await register();
    const { domain } = office();
    for (const message of [...Object.values(tortureMessages(domain)), ...mutations(domain, 100, 20_261_127)]) {
      if (raw.isClosed) raw = await register();
      raw.send(message);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await register();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    // Some of them may be calls: they are the engine's to deal with.
    const others = office().events.flatMap((event) =>
      event.type === 'legArrived' && event.leg !== talk.legA ? [event.leg] : [],
    );
    for (const leg of others) office().switch.hangUp(leg, 'failed');
    await eventually('no leg but ours', async () => {
      const legs = await office().switch.legs();
      return legs.includes(talk.legA) && legs.includes(talk.legB) && !others.some((leg) => legs.includes(leg));
    });
  });

  it('refuses a socket without the sip subprotocol or on another path', async () => {
    await expect(RawSip.connect(office().url, 'chat')).rejects.toThrow();
    await expect(RawSip.connect(new URL('/other', office().url).href)).rejects.toThrow();
  });

  it('closes a socket that sends a message of more than 64 KiB', async () => {
    const raw = await office().raw();
    raw.send(`OPTIONS sip:x SIP/2.0\r\n${'X'.repeat(70_000)}`);
    await raw.closed();
  });
}
