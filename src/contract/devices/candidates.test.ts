import { withCandidate } from './candidates';

const sdp = (address: string, ...lines: string[]) =>
  ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', `c=IN ${address}`, ...lines, ''].join('\r\n');
const hidden = 'a=candidate:1 1 UDP 1 127.0.0.1 9 typ host';

test.each<[string, string[]]>([
  ['none', []],
  ['one that the browser hides', ['a=candidate:1 1 udp 2113937151 4c7a.local 50000 typ host generation 0']],
])('a description with %s names one where nobody is, and no hold', (_, lines) => {
  expect(withCandidate(sdp('IP4 0.0.0.0', ...lines))).toBe(sdp('IP4 127.0.0.1', ...lines, hidden));
  expect(withCandidate(sdp('IP6 ::', ...lines))).toBe(sdp('IP4 127.0.0.1', ...lines, hidden));
});

test.each([
  ['an address', 'a=candidate:842163049 1 udp 1677729535 192.0.2.7 46154 typ srflx raddr 0.0.0.0 rport 0'],
  ['one of IPv6', 'a=candidate:1 1 UDP 2122252543 2001:db8::7 50000 typ host'],
])('a description with %s goes as it is', (_, line) => {
  expect(withCandidate(sdp('IP4 192.0.2.7', line))).toBe(sdp('IP4 192.0.2.7', line));
});
