import type { PhoneCall } from '../../fakes/sip-phone';
import { answeredCall } from '../switch-phones';
import type { SuiteContext } from '../switch.suite';

export function transferTests({ office, anotherOffice }: SuiteContext): void {
  const ofAnotherMake = { wantsOffer: true } as const;
  const asked = () => office().events.filter(({ type }) => type === 'transferAsked');

  async function expectRefused(call: PhoneCall, status: number): Promise<void> {
    await call.until('ended');
    expect(call.refusal?.status).toBe(status);
  }

  it('finds no call that ended, is the one referred itself, or is of another device', async () => {
    const talk = await office().talk(ofAnotherMake);
    const over = { ...talk.callA.dialog, callId: 'over' };
    const strangers = [
      `<sip:x@y?Replaces=${encodeURIComponent(`${over.callId};to-tag=${over.remoteTag};from-tag=${over.localTag}`)}>`,
      talk.callA,
      talk.callB,
    ];
    for (const target of strangers) {
      const transfer = await talk.callB.refer(target);
      expect(transfer.status).toBe(202);
      expect(await transfer.outcome()).toBe('SIP/2.0 481 Call/Transaction Does Not Exist');
    }
    expect(await (await talk.callB.refer('<sip:1003@elsewhere.invalid>')).outcome()).toBe('SIP/2.0 404 Not Found');
    expect(asked()).toHaveLength(0);
  });

  it.each([
    ['no address', '<>', []],
    ['two targets', '1003', ['Refer-To: <sip:1004@x.invalid>']],
    ['a Replaces that is none', '<sip:1003@x.invalid?Replaces=nonsense>', []],
    ['a Replaces of broken escapes', '<sip:1003@x.invalid?Replaces=%zz%>', []],
    ['another method', '<sip:1003@x.invalid;method=BYE>', []],
    ['another scheme', '<https://example.org/>', []],
    ['a telephone URI', '<tel:+46-8-12345>', []],
  ])('refuses %s with 400', async (_what, target, headers) => {
    const phone = await office().phone(office().enrol('1001', ofAnotherMake));
    const { call } = await answeredCall(office(), phone, '1002');
    expect((await call.refer(target, { headers })).status).toBe(400);
    expect(asked()).toHaveLength(0);
  });

  it('takes one transfer of a call at a time', async () => {
    const talk = await office().talk(ofAnotherMake);
    await talk.callB.refer('1003');
    expect((await talk.callB.refer('1004')).status).toBe(491);
    expect(asked()).toHaveLength(1);
  });

  it('sends no notifications to a phone that wants none (RFC 4488)', async () => {
    const talk = await office().talk(ofAnotherMake);
    const transfer = await talk.callB.refer('1003', { headers: ['Refer-Sub: false', 'Supported: norefersub'] });
    expect([transfer.status, transfer.referSub]).toEqual([202, 'false']);
    await office().next('transferAsked');
    office().switch.reportTransfer(talk.legB, 'connected');
    office().switch.hangUp(talk.legB, 'transferred');
    await talk.callB.until('ended');
    expect(transfer.notified).toEqual([]);
  });

  it('is not for phones of the outside world', async () => {
    const phone = await office().phone(office().enrolOutside('+46701234567'));
    const { call } = await answeredCall(office(), phone, '+46812345');
    expect((await call.refer('1003')).status).toBe(403);
    expect(asked()).toHaveLength(0);
  });
  it('names the leg to take the place of, of whatever device of the organisation; the engine decides', async () => {
    const talk = await office().talk(ofAnotherMake);
    const third = await office().phone(office().enrol('1003'));
    for (const [call, leg] of [
      [talk.callA, talk.legA],
      [talk.callB, talk.legB],
    ] as const) {
      const taking = third.dial('1001', { replaces: call.dialog });
      const arrived = await office().next('legArrived');
      expect(arrived.replaces).toBe(leg);
      office().switch.hangUp(arrived.leg, 'notAllowed');
      await taking.until('ended');
      expect(taking.refusal?.status).toBe(403);
    }
    await talk.callA.hearsTone(900);
  });

  it('can take a call that rings at another phone, but not one that a phone makes', async () => {
    const [device, third] = [office().enrol('1002'), await office().phone(office().enrol('1003'))];
    const phone = await office().phone(device);
    const leg = office().dial(device);
    const ringing = await phone.nextCall();
    await office().next('legRinging');
    third.dial('1002', { replaces: ringing.dialog, headers: ['Require: replaces'] });
    expect((await office().next('legArrived')).replaces).toBe(leg);
    const making = phone.dial('1004');
    const { leg: calling } = await office().next('legArrived', ({ dialled }) => dialled === '1004');
    office().switch.ring(calling);
    await making.until('ringing');
    await expectRefused(third.dial('1002', { replaces: making.dialog }), 481);
  });

  it('is refused for a dialogue that is unknown, over, or of another organisation', async () => {
    const talk = await office().talk(ofAnotherMake);
    const { dialog } = talk.callA;
    const third = await office().phone(office().enrol('1003'));
    await expectRefused(third.dial('1001', { replaces: { ...dialog, localTag: 'x' } }), 481);
    const foreigner = anotherOffice();
    await expectRefused((await foreigner.phone(foreigner.enrol('1001'))).dial('1001', { replaces: dialog }), 481);
    await expectRefused(
      (await office().phone(office().enrolOutside('+46701234567'))).dial('1001', { replaces: dialog }),
      481,
    );
    office().switch.hangUp(talk.legA, 'hungUp');
    await talk.callA.until('ended');
    await expectRefused(third.dial('1001', { replaces: dialog }), 481);
  });

  it('is refused when it is malformed, double, or only for a call that rings', async () => {
    const talk = await office().talk(ofAnotherMake);
    const { callId, localTag, remoteTag } = talk.callA.dialog;
    const third = await office().phone(office().enrol('1003'));
    const value = `${callId};to-tag=${remoteTag};from-tag=${localTag}`;
    await expectRefused(third.dial('1001', { headers: ['Replaces: nonsense'] }), 400);
    await expectRefused(third.dial('1001', { headers: [`Replaces: ${value}`, `Replaces: ${value}`] }), 400);
    await expectRefused(third.dial('1001', { headers: [`Replaces: ${value};early-only`] }), 486);
    expect(office().events.filter(({ type }) => type === 'legArrived')).toHaveLength(1);
  });
}
