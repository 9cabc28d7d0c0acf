import { buildRtp, isRtcp, parseRtp, type RtpPacket } from './rtp';
import { createRtpOutput } from './rtp-output';

function packet(sequence: number, timestamp: number, over: Partial<RtpPacket> = {}): RtpPacket {
  return { marker: false, payloadType: 111, sequence, timestamp, ssrc: 7, payload: Buffer.from('opus'), ...over };
}

describe('parseRtp', () => {
  it('reads back what buildRtp wrote', () => {
    const sent = packet(65535, 0xffffffff, { marker: true });
    expect(parseRtp(buildRtp(sent))).toEqual(sent);
  });

  it('leaves CSRCs, header extension and padding out of the payload', () => {
    const header = Buffer.from('b16f0001000000020000000300000009bede0001aabbccdd', 'hex');
    expect(header[0]! & 0x0f).toBe(1);
    expect(parseRtp(Buffer.concat([header, Buffer.from('opus'), Buffer.from([0, 2])]))?.payload.toString()).toBe(
      'opus',
    );
  });

  it.each([
    ['an empty packet', Buffer.alloc(0)],
    ['a short packet', Buffer.alloc(11, 0x80)],
    ['another version', Buffer.alloc(20, 0x40)],
    ['RTCP', Buffer.from([0x80, 200, ...new Array<number>(20).fill(0)])],
    ['an extension that ends outside', Buffer.from('906f000100000002000000030000ffff', 'hex')],
    ['a cut extension header', Buffer.from('906f0001000000020000000300', 'hex')],
    ['more padding than there are bytes', Buffer.from('a06f0001000000020000000300ff', 'hex')],
    ['more CSRCs than there are bytes', Buffer.from('8f6f00010000000200000003', 'hex')],
  ])('refuses %s', (_what, bytes) => {
    expect(parseRtp(bytes)).toBeNull();
  });

  it('tells RTCP from RTP', () => {
    expect(isRtcp(Buffer.from([0x80, 201]))).toBe(true);
    expect(isRtcp(Buffer.from([0x80, 111]))).toBe(false);
    expect(isRtcp(Buffer.from([0x80, 0x80 | 111]))).toBe(false);
  });
});

describe('RTP output of a leg', () => {
  const output = () => createRtpOutput({ ssrc: 42, sequence: 100, timestamp: 1000 });

  it('gives its own SSRC and payload type, and keeps the pace of the source', () => {
    const out = output();
    const first = out.next('a', packet(5, 50_000), 96, 0);
    const second = out.next('a', packet(6, 50_960), 96, 20);
    expect(first).toMatchObject({ ssrc: 42, payloadType: 96, sequence: 100, timestamp: 1000, marker: true });
    expect(second).toMatchObject({ sequence: 101, timestamp: 1960, marker: false });
  });

  it('goes on without a jump when the source changes, and lets the timestamp tell the pause', () => {
    const out = output();
    out.next('a', packet(5, 50_000), 111, 0);
    expect(out.next('music', packet(60_000, 3, { ssrc: 9 }), 111, 500)).toMatchObject({
      sequence: 101,
      timestamp: 1000 + 500 * 48,
      marker: true,
    });
  });

  it('begins a new splice when the same source comes with a new SSRC or after a pause that splice() told', () => {
    const out = output();
    out.next('a', packet(5, 50_000), 111, 0);
    expect(out.next('a', packet(900, 0, { ssrc: 8 }), 111, 20)).toMatchObject({ sequence: 101, marker: true });
    out.splice();
    expect(out.next('a', packet(990, 90_000, { ssrc: 8 }), 111, 40)).toMatchObject({
      sequence: 102,
      timestamp: 1000 + 2 * 960,
      marker: true,
    });
  });

  it('keeps loss and reordering visible', () => {
    const out = output();
    out.next('a', packet(10, 0), 111, 0);
    expect(out.next('a', packet(13, 2880), 111, 60)).toMatchObject({ sequence: 103, timestamp: 3880 });
    expect(out.next('a', packet(12, 1920), 111, 61)).toMatchObject({ sequence: 102, timestamp: 2920 });
    expect(out.next('a', packet(14, 3840), 111, 80)).toMatchObject({ sequence: 104, timestamp: 4840 });
  });

  it('drops a straggler of before the splice, so that no sequence is used twice', () => {
    const out = output();
    out.next('a', packet(10, 0), 111, 0);
    out.splice();
    out.next('a', packet(20, 9600), 111, 20);
    expect(out.next('a', packet(19, 8640), 111, 21)).toBeNull();
  });

  it('wraps sequence and timestamp', () => {
    const out = createRtpOutput({ ssrc: 1, sequence: 65535, timestamp: 0xffffffff });
    out.next('a', packet(65535, 0xfffffc40), 111, 0);
    expect(out.next('a', packet(0, 0), 111, 20)).toMatchObject({ sequence: 0, timestamp: 959 });
  });

  it('never repeats a sequence over 70,000 packets with changing sources', () => {
    const out = output();
    let previous = 99;
    let broken = 0;
    for (let i = 0; i < 70_000; i += 1) {
      const sent = out.next(Math.floor(i / 777), packet(i & 0xffff, (i * 960) >>> 0), 111, i * 20);
      if (sent?.sequence !== ((previous + 1) & 0xffff)) broken += 1;
      previous = sent?.sequence ?? -1;
    }
    expect(broken).toBe(0);
  });
});
