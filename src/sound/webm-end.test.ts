import { webmEnd } from './webm-end';

const most = 10_000;

/** A segment whose length is written in eight bytes, as Chrome does once it knows it. */
function segmentOf(length: number): Buffer {
  const head = Buffer.from([0x18, 0x53, 0x80, 0x67, 1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUIntBE(length, 6, 6);
  // Void elements of two bytes and of three, which together have any length.
  const threes = length % 2;
  const twos = (length - 3 * threes) / 2;
  const parts = [
    ...Array.from({ length: twos }, () => [0xec, 0x80]),
    ...Array.from({ length: threes }, () => [0xec, 0x81, 0]),
  ];
  return Buffer.concat([head, ...parts.map((part) => Buffer.from(part))]);
}

test('a segment of any length is whole, and without its last byte it is not', () => {
  for (let length = 3_264; length < 3_264 + 32; length++) {
    const whole = segmentOf(length);
    expect([length, webmEnd(whole, most), webmEnd(whole.subarray(0, -1), most)]).toEqual([length, 'whole', 'cut']);
  }
});

test('lengths that are not known go to the end, in however many bytes it is said', () => {
  for (const size of [[0xff], [0x7f, 0xff], [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]]) {
    const head = Buffer.from([0x18, 0x53, 0x80, 0x67, ...size]);
    expect(webmEnd(Buffer.concat([head, Buffer.from([0xec, 0x80])]), most)).toBe('whole');
    expect(webmEnd(Buffer.concat([head, Buffer.from([0xec, 0x85, 0])]), most)).toBe('cut');
  }
});
