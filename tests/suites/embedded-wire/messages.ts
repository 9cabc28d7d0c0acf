import { randomBytes } from 'node:crypto';
import { sipRequest, type RawMessage } from '../../fakes/raw-sip';
import type { SuiteContext } from '../switch.suite';

const contact = 'Contact: <sip:raw@raw.invalid;transport=ws>';

/** A registered phone that writes its SUBSCRIBE itself. */
async function subscriber(office: SuiteContext['office']) {
  const device = office().enrol('1001', { wantsOffer: true });
  const raw = await office().raw();
  await raw.register(device.account);
  const { addressOfRecord: own } = device.account;
  const callId = randomBytes(6).toString('hex');
  let cseq = 100;
  /** @param tag of the switch, in a dialogue that it has made */
  function subscribe(extra: readonly string[], tag?: string): Promise<RawMessage> {
    cseq += 1;
    const asked = `${cseq} SUBSCRIBE`;
    const text = sipRequest({ method: 'SUBSCRIBE', uri: own, from: own, to: own, cseq, callId, extra });
    const to = tag === undefined ? `To: <${own}>` : `To: <${own}>;tag=${tag}`;
    raw.send(text.replace(/^From: .*$/m, `From: <${own}>;tag=ofRaw`).replace(/^To: .*$/m, to));
    return raw.take(({ status, header }) => status >= 200 && header('CSeq') === asked, `the answer to ${asked}`);
  }
  const notified = (): Promise<RawMessage> => raw.take(({ method }) => method === 'NOTIFY', 'a NOTIFY');
  return { device, subscribe, notified };
}

/** SUBSCRIBE and NOTIFY (RFC 6665) for messages that wait (RFC 3842). */
export function messageTests({ office }: SuiteContext): void {
  it('are no part of other events, and need somewhere to be told', async () => {
    const { subscribe } = await subscriber(office);
    const other = await subscribe(['Event: presence', contact]);
    expect([other.status, other.header('Allow-Events')]).toEqual([489, 'message-summary']);
    expect((await subscribe(['Event: message-summary'])).status).toBe(400);
  });

  it('are told without a body while they are not known, and for an hour at most', async () => {
    const { device, subscribe, notified } = await subscriber(office);
    const accepted = await subscribe(['Event: message-summary;id=7', 'Expires: 86400', contact]);
    expect([accepted.status, accepted.header('Expires')]).toEqual([200, '3600']);
    const first = await notified();
    expect([first.header('Event'), first.header('Subscription-State'), first.body]).toEqual([
      'message-summary;id=7',
      'active;expires=3600',
      '',
    ]);
    expect(first.header('To')).toContain(';tag=');
    office().switch.messages(device.id, { unheard: 1, heard: 4 });
    const second = await notified();
    expect([second.header('Content-Type'), second.body]).toEqual([
      'application/simple-message-summary',
      'Messages-Waiting: yes\r\nVoice-Message: 1/4 (0/0)\r\n',
    ]);
    expect([first, second].map((each) => each.header('CSeq'))).toEqual(['1 NOTIFY', '2 NOTIFY']);
  });

  it('are renewed and ended within their dialogue, and in no other', async () => {
    const { device, subscribe, notified } = await subscriber(office);
    const accepted = await subscribe(['Event: message-summary', contact]);
    await notified();
    const tag = accepted.header('To')?.split(';tag=')[1];
    expect((await subscribe(['Event: message-summary', contact], 'strange')).status).toBe(481);
    const ended = await subscribe(['Event: message-summary', 'Expires: 0', contact], tag);
    expect([ended.status, ended.header('Expires')]).toEqual([200, '0']);
    expect((await notified()).header('Subscription-State')).toBe('terminated;reason=timeout');
    office().switch.messages(device.id, { unheard: 1, heard: 0 });
    expect((await subscribe(['Event: message-summary', contact], tag)).status).toBe(481);
  });
}
