import { createDtmfReader, dtmfFrames, isDigit, rescaleDtmf } from './dtmf';

/** Sends the frames as packets: all packets of one digit share a timestamp. */
function packets(text: string, clockRate = 48_000): { payload: Buffer; timestamp: number }[] {
  return dtmfFrames(text, clockRate).flatMap((frame, tick) =>
    frame === null
      ? []
      : [{ payload: frame.payload, timestamp: (0xffff0000 + (tick * 20 - frame.sinceStartMs) * 48) >>> 0 }],
  );
}

function read(sent: { payload: Buffer; timestamp: number }[]): string {
  const reader = createDtmfReader();
  return sent.map(({ payload, timestamp }) => reader(payload, timestamp) ?? '').join('');
}

describe('DTMF', () => {
  it('carries every digit, repeated ones too, over the wrap of the timestamp', () => {
    expect(read(packets('0123456789*#ABCD1122'))).toBe('0123456789*#ABCD1122');
  });

  it('survives the loss of any single packet', () => {
    const sent = packets('155');
    for (let lost = 0; lost < sent.length; lost += 1)
      expect(read(sent.filter((_, index) => index !== lost))).toBe('155');
  });

  it('does not tell a straggler of the digit before again', () => {
    const sent = packets('12');
    const straggler = sent[3];
    if (straggler === undefined) throw new Error('no packets');
    expect(read([...sent, straggler])).toBe('12');
  });

  it('ends each digit three times with the whole duration, and pauses before the next', () => {
    const frames = dtmfFrames('5', 8000);
    const ends = frames.filter((frame) => frame !== null && (frame.payload[1] ?? 0) >= 0x80);
    expect(ends).toHaveLength(3);
    expect(ends.map((frame) => frame?.payload.readUInt16BE(2))).toEqual([800, 800, 800]);
    expect(frames.at(-1)).toBeNull();
    expect(frames.filter((frame) => frame?.first === true)).toHaveLength(1);
  });

  it('leaves out what is no digit', () => {
    expect(dtmfFrames('x-é ', 48_000)).toHaveLength(0);
    expect(['1', '#', 'a', 'x', '', '12'].map(isDigit)).toEqual([true, true, true, false, false, false]);
  });

  it('ignores events that are no digits, and short payloads', () => {
    const reader = createDtmfReader();
    expect(reader(Buffer.from([16, 10, 0, 100]), 1)).toBeNull();
    expect(reader(Buffer.from([1, 10]), 2)).toBeNull();
  });

  it('rescales the duration between clock rates, and no further than it can be written', () => {
    expect(rescaleDtmf(Buffer.from([5, 10, 0x03, 0x20]), 8000, 48_000).readUInt16BE(2)).toBe(4800);
    expect(rescaleDtmf(Buffer.from([5, 10, 0xff, 0xff]), 8000, 48_000).readUInt16BE(2)).toBe(0xffff);
  });
});
