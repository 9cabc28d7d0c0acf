import { randomUUID } from 'node:crypto';
import { RawSip, rawOffer, sipRequest } from '../fakes/raw-sip';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Attack, Count, Target } from './attack';

/** A hundred calls a second by a device that has registered, which it neither follows nor ends. */
async function invites(target: Target, count: Count): Promise<Attack> {
  let opening: Promise<RawSip> | null = null;
  let addressOfRecord = '';

  async function registered(): Promise<RawSip> {
    const headers = { Authorization: `Bearer ${target.tokens.caller}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({
      windowId: '00000000-0000-4000-8000-0000000000af',
      kind: 'deskPhone',
      label: 'Attacker',
    });
    const enrolled = await fetch(`${target.url}/api/devices`, { method: 'POST', headers, body });
    if (enrolled.status !== 200) throw new Error(`no device: ${enrolled.status}`);
    const account = (await enrolled.json()) as SipCredentials;
    ({ addressOfRecord } = account);
    const fresh = await RawSip.connect(`${target.url.replace('http', 'ws')}/sip`);
    const { status } = await fresh.register(account);
    if (status !== 200) throw new Error(`REGISTER ${status}`);
    fresh.socket.on('message', () => {
      for (const { status: answer } of fresh.received.splice(0)) count(answer === 0 ? 'asked' : `answered ${answer}`);
    });
    return fresh;
  }
  let raw = await registered();
  return {
    perSecond: 100,
    async strike() {
      if (raw.isClosed) raw = await (opening ??= registered().finally(() => (opening = null)));
      const to = `sip:${target.called}@${target.domain}`;
      raw.send(
        sipRequest({
          method: 'INVITE',
          uri: to,
          from: addressOfRecord,
          to,
          cseq: 1,
          callId: randomUUID(),
          extra: [`Contact: <${addressOfRecord}>`],
          body: rawOffer,
        }),
      );
      return 'sent';
    },
    end: () => raw.close(),
  };
}

export const sipDeviceAttacks = { 'sip: a device that calls and calls': invites };
