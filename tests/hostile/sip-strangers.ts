import { randomUUID } from 'node:crypto';
import { nonceOf, RawSip, sipRequest } from '../fakes/raw-sip';
import type { Attack, Count, Target } from './attack';

const sipUrl = ({ url }: Target): string => `${url.replace('http', 'ws')}/sip`;

/** One socket after the other, each used until the server has enough of it. */
function createPourer(target: Target, count: Count) {
  let raw: RawSip | null = null;
  let opening: Promise<RawSip> | null = null;

  async function open(): Promise<RawSip> {
    const fresh = await RawSip.connect(sipUrl(target));
    fresh.socket.on('message', () => fresh.received.splice(0).forEach(({ status }) => count(`answered ${status}`)));
    fresh.socket.on('close', (code) => count(`closed ${code}`));
    return fresh;
  }
  return {
    async pour(text: string): Promise<string> {
      if (raw === null || raw.isClosed) raw = await (opening ??= open().finally(() => (opening = null)));
      raw.send(text);
      return 'sent';
    },
    end: () => raw?.close(),
  };
}

const register = ({ domain }: Target, contacts: readonly string[]): string =>
  sipRequest({
    method: 'REGISTER',
    uri: `sip:${domain}`,
    from: `sip:1001@${domain}`,
    to: `sip:1001@${domain}`,
    cseq: 1,
    callId: randomUUID(),
    extra: contacts,
  });

const manyContacts = Array.from({ length: 7 }, () => `Contact: ${'<sip:a>,'.repeat(250)}<sip:a>`);

/** The same REGISTERs, over one socket after the other. */
const pouring =
  (perSecond: number, contacts: readonly string[]) =>
  (target: Target, count: Count): Attack => {
    const { pour, end } = createPourer(target, count);
    return { perSecond, strike: () => pour(register(target, contacts)), end };
  };

/** Guesses at a password, each over a socket of its own. */
const guessing =
  (usernameOf: (target: Target) => string) =>
  (target: Target): Attack => ({
    perSecond: 5,
    async strike() {
      const raw = await RawSip.connect(sipUrl(target));
      try {
        const { addressOfRecord } = target.victim;
        const account = { addressOfRecord, username: usernameOf(target), password: randomUUID() };
        const answer = raw.challenge(account).then((challenge) => raw.register(account, { nonce: nonceOf(challenge) }));
        return await Promise.race([answer.then(({ status }) => String(status)), raw.closed().then(() => 'closed')]);
      } finally {
        raw.close();
      }
    },
    end: () => undefined,
  });

/** Those who have not registered. */
export const sipStrangerAttacks = {
  'sip: thousands of Contacts': pouring(20, manyContacts),
  'sip: plain REGISTERs': pouring(200, ['Contact: <sip:raw@raw.invalid;transport=ws>']),
  'sip: garbage': (target: Target, count: Count): Attack => {
    const { pour, end } = createPourer(target, count);
    return { perSecond: 50, strike: () => pour(`${'\u0000x'.repeat(500)} SIP/2.0\r\n\r\n`), end };
  },
  'sip: guesses at a known name': guessing(({ victim }) => victim.username),
  'sip: guesses at an unknown name': guessing(() => '00000000-0000-4000-8000-000000000000'),
};
