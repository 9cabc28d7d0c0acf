import type { SuiteContext } from './switch.suite';

export function digitTests({ office }: SuiteContext): void {
  it.each(['legA', 'legB'] as const)('muting silences the voice, not the keys (%s)', async (side) => {
    const talk = await office().talk();
    const [muted, other, toneHz] = side === 'legA' ? [talk.callA, talk.callB, 600] : [talk.callB, talk.callA, 900];
    await other.hearsTone(toneHz);
    office().switch.mute(talk[side], true);
    await other.hearsSilence();
    await muted.sendDigits('3');
    await other.hearsSilence();
    await muted.sendDigits('*');
    await other.hearsDigits('3*');
    // The voice that was left out in between is no loss.
    expect(other.media?.stats().lost).toBe(0);
    await other.hearsSilence();
    office().switch.mute(talk[side], false);
    await other.hearsTone(toneHz);
    expect(other.media?.stats().lost).toBe(0);
  });

  it('what a parked party presses is heard by nobody, and told', async () => {
    const talk = await office().talk();
    office().switch.music(talk.legA, true);
    await talk.callA.hearsMusic();
    await talk.callA.sendDigits('7');
    expect(await office().next('digit')).toEqual({ type: 'digit', leg: talk.legA, digit: '7' });
    await expect(talk.callA.info('application/dtmf-relay', 'Signal=8\r\nDuration=160')).resolves.toMatchObject({
      status: 200,
    });
    expect(await office().next('digit')).toEqual({ type: 'digit', leg: talk.legA, digit: '8' });
    office().switch.music(talk.legA, false);
    // What is said before they hear each other is heard by nobody.
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    await talk.callA.sendDigits('9');
    await talk.callB.hearsDigits('9');
  });

  it.each(['callA', 'callB'] as const)(
    'a digit that a phone sends as INFO arrives at the other side as RFC 4733 event (%s)',
    async (sender) => {
      const talk = await office().talk();
      const [from, to, leg] =
        sender === 'callA' ? [talk.callA, talk.callB, talk.legA] : [talk.callB, talk.callA, talk.legB];
      const bodies = [
        ['application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n'],
        ['application/dtmf-relay', 'Signal= 10\r\nDuration=100'],
        ['application/dtmf-relay;charset=utf-8', 'Duration=100\r\nSignal=11'],
        ['application/dtmf', '7\r\n'],
        ['application/dtmf', 'b'],
      ] as const;
      // What is said before they hear each other is heard by nobody.
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
      office().switch.mute(leg, true);
      for (const [type, body] of bodies) await expect(from.info(type, body)).resolves.toMatchObject({ status: 200 });
      await to.hearsDigits('5*#7B');
      for (const digit of '5*#7B') expect(await office().next('digit')).toEqual({ type: 'digit', leg, digit });
    },
  );
}
