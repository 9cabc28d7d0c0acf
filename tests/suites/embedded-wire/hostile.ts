import { createSocket } from 'node:dgram';
import { sipRequest } from '../../fakes/raw-sip';
import { mutations, tortureMessages } from '../sip-torture';
import type { SuiteContext } from '../switch.suite';

export function hostileTests({ office }: SuiteContext): void {
  it('stands messages in the manner of RFC 4475 while a call goes on', async () => {
    const talk = await office().talk();
    const device = office().enrol('1009');
    for (const [name, message] of Object.entries(tortureMessages(office().domain))) {
      const raw = await office().raw();
      await raw.register(device.account);
      raw.send(message);
      // An OPTIONS behind it shows that it has been dealt with.
      const alive = await raw
        .request('OPTIONS', `sip:${office().domain}`, device.account.addressOfRecord, device.account.addressOfRecord)
        .catch(() => null);
      expect([name, alive?.status]).toEqual([name, 200]);
      raw.close();
    }
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    // An INVITE without an offer is a call like any other; it is over with the socket that it came by.
    const arrived = office().events.flatMap((event) =>
      event.type === 'legArrived' && event.leg !== talk.legA ? [event.leg] : [],
    );
    await Promise.all(arrived.map((leg) => office().next('legLost', (event) => event.leg === leg)));
  });

  it('sends nothing to addresses that a description names: audio goes where the checks come from', async () => {
    const victim = createSocket('udp4');
    let packets = 0;
    victim.on('message', () => (packets += 1));
    await new Promise<void>((resolve) => victim.bind(0, resolve));
    const named = Array.from(
      { length: 40 },
      (_, n) => `a=candidate:${n} 1 UDP ${2_130_706_431 - n} 127.0.0.${n + 1} ${victim.address().port} typ host\r\n`,
    ).join('');
    const others = ['10.0.0.7', '169.254.1.1', '224.0.0.1', 'fe80::1', '0b7a5d1e-6a56-4a0e-9a3c-d1d0c3c5e8aa.local']
      .map((address) => `a=candidate:x 1 UDP 2113937151 ${address} ${victim.address().port} typ host\r\n`)
      .join('');
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002', {
      toneHz: 600,
      changeOffer: (sdp) => sdp.replace(/a=ice-ufrag/, `${named}${others}a=ice-ufrag`),
    });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legMedia', (event) => event.leg === leg);
    office().echo(leg);
    await call.hearsTone(600);
    await call.offer((sdp) => sdp.replace(/a=ice-ufrag/, `${named}a=ice-ufrag`));
    await call.hearsTone(600);
    expect(packets).toBe(0);
    victim.close();
  });

  it('answers 400 to a request that lacks what every request has', async () => {
    const device = office().enrol('1009');
    const raw = await office().raw();
    await raw.register(device.account);
    const whole = sipRequest({
      method: 'OPTIONS',
      uri: `sip:${office().domain}`,
      from: device.account.addressOfRecord,
      to: device.account.addressOfRecord,
      cseq: 77,
      callId: 'x',
    });
    raw.send(whole.replace('CSeq: 77 OPTIONS', 'CSeq: 77 INVITE'));
    expect((await raw.take((message) => message.status === 400, 'a 400')).header('CSeq')).toBe('77 INVITE');
    raw.send(whole.replace(/;tag=\w+/, ''));
    await raw.take((message) => message.status === 400, 'a 400');
    raw.send(whole.replace('Content-Length: 0', 'Content-Length: 500'));
    await raw.take((message) => message.status === 400, 'a 400');
    raw.send(whole.replace('Max-Forwards: 70', `Subject: ${'x'.repeat(20_000)}`));
    await raw.take((message) => message.status === 513, 'a 513');
  });

  it('closes a socket that sends nothing but nonsense', async () => {
    const raw = await office().raw();
    for (let i = 0; i < 120; i += 1) if (!raw.isClosed) raw.send(`nonsense ${i}\r\n\r\n`);
    await raw.closed();
  });

  it('stands 400 mutated messages: no crash, no leg left, bounded memory, other calls unaffected', async () => {
    const talk = await office().talk();
    const device = office().enrol('1009');
    const beforeBytes = process.memoryUsage().rss;
    let raw = await office().raw();
    await raw.register(device.account);
    let worstMs = 0;
    for (const message of mutations(office().domain, 400, 20_261_122)) {
      if (raw.isClosed) {
        raw = await office().raw();
        await raw.register(device.account);
      }
      // Of the processor: what else the machine does takes time and no work.
      const before = process.cpuUsage();
      raw.send(message);
      await new Promise((resolve) => setImmediate(resolve));
      const { user, system } = process.cpuUsage(before);
      worstMs = Math.max(worstMs, (user + system) / 1_000);
    }
    raw.close();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    for (const event of office().events)
      if (event.type === 'legArrived' && event.leg !== talk.legA) office().switch.hangUp(event.leg, 'failed');
    expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(150_000_000);
    expect(worstMs).toBeLessThan(1000);
    talk.callA.hangUp();
    await office().next('legEnded', ({ leg }) => leg === talk.legA);
  });
}
