import type { PhoneCall } from '../fakes/sip-phone';
import { answeredCall } from './switch-phones';
import type { SuiteContext } from './switch.suite';

export function transferTests({ office, anotherOffice }: SuiteContext): void {
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
      const [first, second] = [
        await answeredCall(office(), phone, '1002'),
        await answeredCall(office(), phone, '1003'),
      ];
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

    it('finds no call that ended, is the one referred itself, or is of another device', async () => {
      const talk = await office().talk(ofAnotherMake);
      const { callId, localTag, remoteTag } = { ...talk.callA.dialog, callId: 'over' };
      const over = `<sip:x@y?Replaces=${encodeURIComponent(`${callId};to-tag=${remoteTag};from-tag=${localTag}`)}>`;
      for (const target of [over, talk.callA, talk.callB]) {
        const transfer = await talk.callB.refer(target);
        // Refused, or taken and come to nothing.
        if (transfer.status < 300) expect(await transfer.outcome()).toMatch(/^SIP\/2\.0 [3-6]/);
      }
      expect(asked()).toHaveLength(0);
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    });

    it.each([
      ['no address', '<>'],
      ['an address of another kind', '<https://example.org/>'],
    ])('refuses to transfer to %s', async (_what, target) => {
      const phone = await office().phone(office().enrol('1001', ofAnotherMake));
      const { call } = await answeredCall(office(), phone, '1002');
      expect((await call.refer(target)).status).toBeGreaterThanOrEqual(400);
      expect(asked()).toHaveLength(0);
    });

    it('takes one transfer of a call at a time', async () => {
      const talk = await office().talk(ofAnotherMake);
      await talk.callB.refer('1003');
      await talk.callB.refer('1004');
      // What comes after it is told after it.
      await talk.callB.sendDigits('5');
      await office().next('digit');
      expect(asked()).toHaveLength(1);
    });

    it('is not for phones of the outside world', async () => {
      const phone = await office().phone(office().enrolOutside('+46701234567'));
      const { call } = await answeredCall(office(), phone, '+46812345');
      expect((await call.refer('1003')).status).toBeGreaterThanOrEqual(400);
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
      }
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
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
      await comesToNothing(third.dial('1002', { replaces: making.dialog }));
    });

    it('comes to nothing for a dialogue that is unknown, over, or of another organisation', async () => {
      const talk = await office().talk(ofAnotherMake);
      const { dialog } = talk.callA;
      const third = await office().phone(office().enrol('1003'));
      const foreigner = anotherOffice();
      const stranger = await foreigner.phone(foreigner.enrol('1001'));
      const outside = await office().phone(office().enrolOutside('+46701234567'));
      await comesToNothing(third.dial('1001', { replaces: { ...dialog, localTag: 'x' } }));
      await comesToNothing(stranger.dial('1001', { replaces: dialog }));
      await comesToNothing(outside.dial('1001', { replaces: dialog }));
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
      office().switch.hangUp(talk.legA, 'hungUp');
      await talk.callA.until('ended');
      await comesToNothing(third.dial('1001', { replaces: dialog }));
    });

    /** Nobody is asked, and the newcomer has no call. */
    async function comesToNothing(call: PhoneCall): Promise<void> {
      const arrivals = () => office().events.filter(({ type }) => type === 'legArrived').length;
      const before = arrivals();
      await call.until('ended');
      expect(arrivals()).toBe(before);
    }
  });
}
