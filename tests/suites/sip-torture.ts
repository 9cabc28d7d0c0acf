/** Messages in the manner of RFC 4475, written for this suite: each is wrong, or strange, in one way. */
export function tortureMessages(domain: string): Record<string, string> {
  const from = `"1009" <sip:1009@${domain}>;tag=t1`;
  const message = (
    over: Partial<
      Record<'line' | 'via' | 'from' | 'to' | 'callId' | 'cseq' | 'extra' | 'length' | 'body', string>
    > = {},
  ): string =>
    [
      over.line ?? `INVITE sip:1002@${domain} SIP/2.0`,
      over.via ?? 'Via: SIP/2.0/WS t.invalid;branch=z9hG4bKtorture',
      'Max-Forwards: 70',
      over.from ?? `From: ${from}`,
      over.to ?? `To: <sip:1002@${domain}>`,
      over.callId ?? 'Call-ID: torture@t.invalid',
      over.cseq ?? 'CSeq: 1 INVITE',
      over.extra ?? 'Contact: <sip:raw@raw.invalid>',
      over.length ?? 'Content-Length: 0',
      '',
      over.body ?? '',
    ].join('\r\n');
  return {
    'no version': message({ line: `INVITE sip:1002@${domain}` }),
    'future version': message({ line: `INVITE sip:1002@${domain} SIP/7.0` }),
    'spaces around the request line': message({ line: ` INVITE  sip:1002@${domain}  SIP/2.0 ` }),
    'lower-case method': message({ line: `invite sip:1002@${domain} SIP/2.0` }),
    'unknown method': message({ line: `NEWMETHOD sip:1002@${domain} SIP/2.0`, cseq: 'CSeq: 1 NEWMETHOD' }),
    'method that CSeq denies': message({ cseq: 'CSeq: 1 OPTIONS' }),
    'CSeq beyond 32 bits': message({ cseq: 'CSeq: 36893488147419103232 INVITE' }),
    'negative content length': message({ length: 'Content-Length: -999' }),
    'content length of words': message({ length: 'Content-Length: many' }),
    'body shorter than it says': message({ length: 'Content-Length: 9999', body: 'v=0' }),
    'body longer than it says': message({ length: 'Content-Length: 1', body: 'v=0\r\no=- 1 1 IN IP4 0.0.0.0' }),
    'unterminated quote': message({ from: `From: "1009 <sip:1009@${domain}>;tag=t1` }),
    'unterminated address': message({ to: 'To: <sip:1002@' }),
    'angle brackets around the Request-URI': message({ line: `INVITE <sip:1002@${domain}> SIP/2.0` }),
    'tel URI': message({ line: 'INVITE tel:+46812345 SIP/2.0' }),
    'unknown URI scheme': message({ line: 'INVITE nobodyKnowsThisScheme:totallyopaque SIP/2.0' }),
    'http Request-URI': message({ line: 'INVITE https://example.org/ SIP/2.0' }),
    'escaped header in the Request-URI': message({
      line: `INVITE sip:1002@${domain}?Route=%3Csip:x.invalid%3E SIP/2.0`,
    }),
    'percent signs that encode nothing': message({ line: `INVITE sip:%zz%@${domain} SIP/2.0` }),
    'null bytes': message({ from: `From: "\u0000\u0001" <sip:1009@${domain}>;tag=t1` }),
    'no Via': message({ via: 'X-Via: none' }),
    'empty Via': message({ via: 'Via:' }),
    'many Vias': message({
      via: Array.from({ length: 60 }, (_, i) => `Via: SIP/2.0/WS h${i}.invalid;branch=z9hG4bK${i}`).join('\r\n'),
    }),
    'no From': message({ from: 'X-From: none' }),
    'two Froms': message({ from: `From: ${from}\r\nFrom: ${from}` }),
    'From without tag': message({ from: `From: <sip:1009@${domain}>` }),
    'no Call-ID': message({ callId: 'X-Call: none' }),
    'two Call-IDs': message({ callId: 'Call-ID: a\r\nCall-ID: b' }),
    'no Contact': message({ extra: 'X-Contact: none' }),
    'broken Contact': message({ extra: 'Contact: <<<>>>;;;===' }),
    'header without colon': message({ extra: 'This is not a header field' }),
    'header without name': message({ extra: ': value' }),
    'header of the object’s prototype': message({
      extra: '__proto__: x\r\nconstructor: y\r\ntoString: z\r\nhasOwnProperty: w',
    }),
    'folded lines': message({ extra: 'Subject: one\r\n two\r\n\tthree\r\nContact: <sip:raw@raw.invalid>' }),
    'line feeds only': message().replaceAll('\r\n', '\n'),
    'no end of the header': 'INVITE sip:x SIP/2.0\r\nVia: x',
    'nested comments': message({
      extra: `User-Agent: ${'('.repeat(500)}${')'.repeat(500)}\r\nContact: <sip:raw@raw.invalid>`,
    }),
    'hundreds of parameters': message({ extra: `Contact: <sip:raw@raw.invalid>${';p=1'.repeat(300)}` }),
    'long display name': message({ from: `From: "${'å'.repeat(900)}" <sip:1009@${domain}>;tag=t1` }),
    'description of nonsense': message({
      length: 'Content-Type: application/sdp\r\nContent-Length: 12',
      body: 'm=audio x\r\n\r\n',
    }),
    'another type of body': message({ length: 'Content-Type: text/plain\r\nContent-Length: 5', body: 'hello' }),
    'response that nobody asked for': message({ line: 'SIP/2.0 200 OK' }),
    'response with an absurd status': message({ line: 'SIP/2.0 4294967301 better not' }),
    'response without CSeq': message({ line: 'SIP/2.0 200 OK', cseq: 'X-CSeq: 1' }),
    'ACK out of nowhere': message({ line: `ACK sip:1002@${domain} SIP/2.0`, cseq: 'CSeq: 1 ACK' }),
    'CANCEL out of nowhere': message({ line: `CANCEL sip:1002@${domain} SIP/2.0`, cseq: 'CSeq: 1 CANCEL' }),
    'BYE in no dialog': message({
      line: `BYE sip:1002@${domain} SIP/2.0`,
      cseq: 'CSeq: 1 BYE',
      to: `To: <sip:1002@${domain}>;tag=x`,
    }),
    'digest of nonsense': message({
      line: `REGISTER sip:${domain} SIP/2.0`,
      cseq: 'CSeq: 1 REGISTER',
      extra: 'Authorization: Digest ,,,===""',
    }),
    'unknown authorization': message({
      line: `REGISTER sip:${domain} SIP/2.0`,
      cseq: 'CSeq: 1 REGISTER',
      extra: 'Authorization: NoOneKnowsThisScheme opaque',
    }),
    'Replaces of nonsense': message({ extra: 'Contact: <sip:raw@raw.invalid>\r\nReplaces: ;;;to-tag' }),
    'two Replaces': message({
      extra: 'Contact: <sip:raw@raw.invalid>\r\nReplaces: a;to-tag=b;from-tag=c\r\nReplaces: a;to-tag=b;from-tag=c',
    }),
    'REFER out of nowhere': message({
      line: `REFER sip:1002@${domain} SIP/2.0`,
      cseq: 'CSeq: 1 REFER',
      to: `To: <sip:1002@${domain}>;tag=x`,
      extra: 'Refer-To: <sip:1003@x?Replaces=%>',
    }),
    'Refer-To of nonsense': message({
      line: `REFER sip:1002@${domain} SIP/2.0`,
      cseq: 'CSeq: 1 REFER',
      extra: 'Refer-To: <<tel:>;;',
    }),
    'answer to a probe that nobody sent': message({
      line: 'SIP/2.0 200 OK',
      via: 'Via: SIP/2.0/WSS vaxel.invalid;branch=z9hG4bKprobe000000000000',
      cseq: 'CSeq: 1 OPTIONS',
    }),
    'only line breaks': '\r\n\r\n\r\n\r\n',
    'binary rubbish': Array.from({ length: 300 }, (_, i) => String.fromCharCode((i * 7) % 256)).join(''),
  };
}

/**
 * `count` messages made from whole ones by cutting, repeating, swapping and overwriting; the same for the same seed.
 */
export function* mutations(domain: string, count: number, seed: number): Generator<string> {
  let state = seed >>> 0;
  // mulberry32: small, and good enough to vary a text.
  const random = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
  const whole = [wholeInvite(domain), ...Object.values(tortureMessages(domain))];
  const nasty = [
    '\r\n',
    '\r\n\r\n',
    '\u0000',
    '%n%s',
    '"',
    '<',
    '>',
    ';',
    ':',
    '@',
    '\\',
    'A'.repeat(3000),
    '\ud800',
    '-1',
    '99999999999999',
    'a='.repeat(50),
    '\t',
    '\u202e',
  ];
  for (let i = 0; i < count; i += 1) {
    let text = whole[random(3) === 0 ? random(whole.length) : 0] ?? '';
    for (let change = random(6); change >= 0; change -= 1) {
      const at = random(Math.max(1, text.length));
      const length = random(40);
      const piece = nasty[random(nasty.length)] ?? '';
      const kinds = [
        text.slice(0, at) + text.slice(at + length),
        text.slice(0, at) + piece + text.slice(at),
        text.slice(0, at) + piece + text.slice(at + length),
        text.slice(0, at) + text.slice(at, at + length).repeat(1 + random(20)) + text.slice(at + length),
        text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1),
        text
          .split('\r\n')
          .sort(() => random(3) - 1)
          .join('\r\n'),
      ];
      text = kinds[random(kinds.length)] ?? text;
    }
    yield text.slice(0, 60_000);
  }
}

function wholeInvite(domain: string): string {
  const body = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 110',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:110 telephone-event/48000',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuv',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    'a=setup:actpass',
    'a=candidate:1 1 UDP 2114977791 127.0.0.1 9 typ host',
    '',
  ].join('\r\n');
  return [
    `INVITE sip:1002@${domain} SIP/2.0`,
    'Via: SIP/2.0/WS m.invalid;branch=z9hG4bKmutant',
    'Max-Forwards: 70',
    `From: <sip:1009@${domain}>;tag=m1`,
    `To: <sip:1002@${domain}>`,
    'Call-ID: mutant',
    'CSeq: 1 INVITE',
    'Contact: <sip:raw@raw.invalid;transport=ws>',
    'Supported: timer',
    'Session-Expires: 1800',
    'Content-Type: application/sdp',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
