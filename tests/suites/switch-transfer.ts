import type { LegId } from '../../src/contract/ids';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import type { SuiteContext } from './switch.suite';

export function transferTests({ office, ownWire, anotherOffice }: SuiteContext): void {
  /** A call of the phone that the switch has answered. */
  async function answeredCall(phone: SipPhone, number: string): Promise<{ call: PhoneCall; leg: LegId }> {
    const call = phone.dial(number, { toneHz: 600 });
    const { leg } = await office().next('legArrived', ({ dialled }) => dialled === number);
    office().switch.answer(leg);
    await office().next('legAnswered', (event) => event.leg === leg);
    await call.until('established');
    return { call, leg };
  }

  /** Only phones of other makes ask for transfers in this way; ours ask the server. */
  const ofAnotherMake = { wantsOffer: true } as const;
  const asked = () => office().events.filter(({ type }) => type === 'transferAsked');

  describe('REFER', () => {
    it.each([
      ['connected', 'SIP/2.0 200 OK'],
      ['failed', 'SIP/2.0 503 Service Unavailable'],
    ] as const)('asks for a transfer to a number, and tells the phone that it %s', async (outcome, line) => {
      const talk = await office().talk(ofAnotherMake);
      const transfer = await talk.callB.refer('0046812345');
      expect(transfer.status).toBe(202);
      expect(await office().next('transferAsked')).toEqual({
        type: 'transferAsked',
        leg: talk.legB,
        to: { kind: 'number', dialled: '0046812345' },
      });
      office().switch.reportTransfer(talk.legB, outcome);
      expect(await transfer.outcome()).toBe(line);
      expect(transfer.notified).toEqual([
        { line: 'SIP/2.0 100 Trying', state: 'active' },
        { line, state: 'terminated' },
      ]);
      // The call itself is as before, and may be transferred again.
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
      await talk.callB.refer('1003');
      expect(await office().next('transferAsked')).toMatchObject({ to: { kind: 'number', dialled: '1003' } });
    });

    it('asks for a transfer to the other side of another call of the phone', async () => {
      const phone = await office().phone(office().enrol('1001', ofAnotherMake));
      const [first, second] = [await answeredCall(phone, '1002'), await answeredCall(phone, '1003')];
      const transfer = await first.call.refer(second.call);
      expect(transfer.status).toBe(202);
      expect(await office().next('transferAsked')).toEqual({
        type: 'transferAsked',
        leg: first.leg,
        to: { kind: 'leg', leg: second.leg },
      });
      office().switch.hangUp(second.leg, 'transferred');
      office().switch.hangUp(first.leg, 'transferred');
      expect(await transfer.outcome()).toBe('SIP/2.0 200 OK');
      await Promise.all([first.call.until('ended'), second.call.until('ended')]);
      expect(first.call.endReason).toContain('cause=16');
    });

    it('tells the phone that a transfer failed whose call ends', async () => {
      const talk = await office().talk(ofAnotherMake);
      const transfer = await talk.callB.refer('1003');
      await office().next('transferAsked');
      office().switch.hangUp(talk.legB, 'hungUp');
      expect(await transfer.outcome()).toBe('SIP/2.0 503 Service Unavailable');
      await talk.callB.until('ended');
      office().switch.reportTransfer(talk.legB, 'connected');
      expect(transfer.notified).toHaveLength(2);
    });

    ownWire('finds no call that ended, is the one referred itself, or is of another device', async () => {
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

    ownWire.each([
      ['no address', '<>', []],
      ['two targets', '1003', ['Refer-To: <sip:1004@x.invalid>']],
      ['a Replaces that is none', '<sip:1003@x.invalid?Replaces=nonsense>', []],
      ['a Replaces of broken escapes', '<sip:1003@x.invalid?Replaces=%zz%>', []],
      ['another method', '<sip:1003@x.invalid;method=BYE>', []],
      ['another scheme', '<https://example.org/>', []],
      ['a telephone URI', '<tel:+46-8-12345>', []],
    ])('refuses %s with 400', async (_what, target, headers) => {
      const phone = await office().phone(office().enrol('1001', ofAnotherMake));
      const { call } = await answeredCall(phone, '1002');
      expect((await call.refer(target, { headers })).status).toBe(400);
      expect(asked()).toHaveLength(0);
    });

    ownWire('takes one transfer of a call at a time', async () => {
      const talk = await office().talk(ofAnotherMake);
      await talk.callB.refer('1003');
      expect((await talk.callB.refer('1004')).status).toBe(491);
      expect(asked()).toHaveLength(1);
    });

    ownWire('sends no notifications to a phone that wants none (RFC 4488)', async () => {
      const talk = await office().talk(ofAnotherMake);
      const transfer = await talk.callB.refer('1003', { headers: ['Refer-Sub: false', 'Supported: norefersub'] });
      expect([transfer.status, transfer.referSub]).toEqual([202, 'false']);
      await office().next('transferAsked');
      office().switch.reportTransfer(talk.legB, 'connected');
      office().switch.hangUp(talk.legB, 'transferred');
      await talk.callB.until('ended');
      expect(transfer.notified).toEqual([]);
    });

    ownWire('is not for phones of the outside world', async () => {
      const phone = await office().phone(office().enrolOutside('+46701234567'));
      const { call } = await answeredCall(phone, '+46812345');
      expect((await call.refer('1003')).status).toBe(403);
      expect(asked()).toHaveLength(0);
    });
  });

  describe('INVITE with Replaces', () => {
    it('asks whether a phone may take another’s place: who may not changes nothing, who may has the call', async () => {
      const talk = await office().talk(ofAnotherMake);
      await talk.callA.hearsTone(900);
      const third = await office().phone(office().enrol('1003'));
      const refused = third.dial('1001', { replaces: talk.callA.dialog });
      const first = await office().next('legArrived');
      expect(first.replaces).toBe(talk.legA);
      office().switch.hangUp(first.leg, 'notAllowed');
      await refused.until('ended');
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
      const taking = third.dial('1001', { replaces: talk.callA.dialog, toneHz: 1300 });
      const second = await office().next('legArrived');
      office().switch.answer(second.leg);
      await office().next('legAnswered', ({ leg }) => leg === second.leg);
      office().join(second.leg, talk.legB);
      office().switch.hangUp(talk.legA, 'transferred');
      await talk.callA.until('ended');
      await Promise.all([taking.hearsTone(900), talk.callB.hearsTone(1300)]);
    });

    ownWire(
      'names the leg to take the place of, of whatever device of the organisation; the engine decides',
      async () => {
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
      },
    );

    ownWire('can take a call that rings at another phone, but not one that a phone makes', async () => {
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

    ownWire('is refused for a dialogue that is unknown, over, or of another organisation', async () => {
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

    ownWire('is refused when it is malformed, double, or only for a call that rings', async () => {
      const talk = await office().talk(ofAnotherMake);
      const { callId, localTag, remoteTag } = talk.callA.dialog;
      const third = await office().phone(office().enrol('1003'));
      const value = `${callId};to-tag=${remoteTag};from-tag=${localTag}`;
      await expectRefused(third.dial('1001', { headers: ['Replaces: nonsense'] }), 400);
      await expectRefused(third.dial('1001', { headers: [`Replaces: ${value}`, `Replaces: ${value}`] }), 400);
      await expectRefused(third.dial('1001', { headers: [`Replaces: ${value};early-only`] }), 486);
      expect(office().events.filter(({ type }) => type === 'legArrived')).toHaveLength(1);
    });

    async function expectRefused(call: PhoneCall, status: number): Promise<void> {
      await call.until('ended');
      expect(call.refusal?.status).toBe(status);
    }
  });
}
