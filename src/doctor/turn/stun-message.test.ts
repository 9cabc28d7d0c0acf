import { decodeResponse, encodeRequest, isPrivateAddress, methods } from './stun-message';
import { readStunUrl } from './stun-url';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
const asked = { bytes: Buffer.alloc(0), transactionId: bytes('b7e7a701 bc34d686 fa87dfae') };

/** RFC 5769 §2.2 and §2.3: the sample responses, byte for byte. */
const sample4 = bytes(`0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643
  00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96`);
const sample6 = bytes(`01010048 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220 00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
  00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c`);

test('the sample responses of RFC 5769 are read', () => {
  const expected = { isError: false, method: methods.binding };
  expect(decodeResponse(sample4, asked)).toMatchObject({ ...expected, mappedAddress: '192.0.2.1:32853' });
  expect(decodeResponse(sample6, asked)).toMatchObject({
    ...expected,
    mappedAddress: '[2001:db8:1234:5678:11:2233:4455:6677]:32853',
  });
});

/** The attributes of RFC 5769 §2.4; whether the integrity is right, the TURN servers of the tests say. */
test('a signed request has its attributes in the form of RFC 5769, the integrity last', () => {
  const username = 'マトリックス';
  const login = { username, password: 'TheMatrIX', realm: 'example.org', nonce: 'f//499k954d6OL34oL9FSTvy64sA' };
  const { bytes: request, transactionId } = encodeRequest({ method: methods.binding, login });
  expect(request.readUInt16BE(0)).toBe(0x0001);
  expect(request.readUInt16BE(2)).toBe(request.length - 20);
  expect(request.subarray(8, 20).equals(transactionId)).toBe(true);
  // USERNAME, REALM and NONCE as in the sample, which puts NONCE before REALM.
  const username4 = bytes('00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000');
  const realm4 = bytes('0014000b 6578616d 706c652e 6f726700');
  expect(request.subarray(20, 20 + username4.length).equals(username4)).toBe(true);
  expect(request.subarray(44, 44 + realm4.length).equals(realm4)).toBe(true);
  expect(request.subarray(-24, -20).equals(bytes('00080014'))).toBe(true);
});

test('what is no whole answer to this request is none', () => {
  expect(decodeResponse(sample4, { ...asked, transactionId: Buffer.alloc(12) })).toBeNull();
  for (let length = 0; length < sample4.length; length += 1)
    expect(decodeResponse(sample4.subarray(0, length), asked)).toBeNull();
  // A request is no answer.
  const request = Buffer.from(sample4);
  request.writeUInt16BE(0x0001, 0);
  expect(decodeResponse(request, asked)).toBeNull();
});

test('an answer whose integrity is not the one of the login is none', () => {
  const login = { username: 'a', password: 'b', realm: 'c', nonce: 'd' };
  expect(decodeResponse(sample4, asked, login)).toBeNull();
});

test.each([
  ['turn:turn.example.com', { host: 'turn.example.com', port: 3478, transport: 'udp' }],
  ['turn:turn.example.com:80?transport=tcp', { host: 'turn.example.com', port: 80, transport: 'tcp' }],
  ['turns:turn.example.com:443?transport=tcp', { host: 'turn.example.com', port: 443, transport: 'tls' }],
  ['turns:[2001:db8::1]', { host: '2001:db8::1', port: 5349, transport: 'tls' }],
  ['stun:192.0.2.7:3479', { host: '192.0.2.7', port: 3479, transport: 'udp' }],
  ['turns:turn.example.com?transport=udp', null],
  ['turn://turn.example.com', null],
  ['turn:turn.example.com?transport=sctp', null],
])('%s is read as a browser reads it', (url, expected) => expect(readStunUrl(url)).toEqual(expected));

test.each([
  ['10.1.2.3:50000', true],
  ['172.31.0.1:1', true],
  ['172.32.0.1:1', false],
  ['100.64.0.9:1', true],
  ['192.0.2.1:1', false],
  ['[fe80:0:0:0:0:0:0:1]:1', true],
  ['[2001:db8:0:0:0:0:0:1]:1', false],
])('%s is private: %s', (address, isPrivate) => expect(isPrivateAddress(address)).toBe(isPrivate));
