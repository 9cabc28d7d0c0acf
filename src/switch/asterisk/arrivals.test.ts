import { randomUUID } from 'node:crypto';
import type { DeviceId, LegId, OrganisationId } from '../../contract/ids';
import { arrivalOf } from './arrivals';
import { legOf } from './leg';

const leg = randomUUID() as LegId;
const inside = {
  deviceId: randomUUID() as DeviceId,
  side: { kind: 'inside', organisationId: randomUUID() as OrganisationId },
  user: '1001',
  domain: 'fjallbo.vaxel',
  username: 'a',
  password: 'b',
  expiresAtMs: Infinity,
} as const;
const outside = { ...inside, side: { kind: 'outside', number: '+46701234567' } } as const;
const channel = (channelvars: Record<string, string>, exten = '1002') => ({
  id: '1795774352.0',
  name: 'PJSIP/a-00000000',
  state: 'Ring',
  accountcode: inside.deviceId,
  dialplan: { exten },
  channelvars,
});

describe('a leg that arrives', () => {
  it('says what its INVITE said', () => {
    const said = { VAXEL_DIALLED: '0046 8-123', VAXEL_CALL: 'call', VAXEL_SHOW: '+46851920011', VAXEL_PRIVACY: '' };
    expect(arrivalOf(leg, channel(said), inside, null)).toEqual({
      leg,
      from: { kind: 'device', deviceId: inside.deviceId },
      dialled: '0046 8-123',
      callId: 'call',
      show: '+46851920011',
      replaces: null,
    });
  });

  it('from outside names no call of ours', () => {
    expect(arrivalOf(leg, channel({ VAXEL_CALL: 'call' }), outside, null)).toMatchObject({
      from: { kind: 'outside', number: '+46701234567' },
      callId: null,
    });
  });

  it.each([
    [{ VAXEL_PRIVACY: 'header;id;critical' }, true],
    [{ VAXEL_PRIVACY: 'none' }, false],
    [{ VAXEL_FROM: '<sip:anonymous@anonymous.invalid>' }, true],
    [{ VAXEL_FROM: '"Ek <sip:1002@x>" <sip:Anonymous@fjallbo.vaxel>' }, true],
    [{ VAXEL_FROM: '"sip:anonymous@anonymous.invalid" <sip:1001@fjallbo.vaxel>' }, false],
  ])('%j: number withheld = %s', (said, isWithheld) => {
    expect(arrivalOf(leg, channel(said), inside, null)?.show).toBe(isWithheld ? 'anonymous' : null);
    expect(arrivalOf(leg, channel(said), outside, null)?.from).toEqual({
      kind: 'outside',
      number: isWithheld ? null : '+46701234567',
    });
  });

  it.each(['', '1'.repeat(65)])('is none when what was dialled is none (%s)', (exten) => {
    expect(arrivalOf(leg, channel({}, exten), inside, null)).toBeNull();
  });
});

describe('the name of a leg', () => {
  it('is the one that it was dialled under, or its channel’s', () => {
    expect(legOf({ id: leg, channelvars: {} })).toBe(leg);
    expect(legOf({ id: 'another', channelvars: { VAXEL_LEG: leg } })).toBe(leg);
  });

  it('is made from Asterisk’s, the same for every server that asks', () => {
    const made = legOf(channel({}));
    expect(made).toBe(legOf(channel({ VAXEL_LEG: '' })));
    expect(made).not.toBe(legOf({ id: '1795774352.1', channelvars: {} }));
  });
});
