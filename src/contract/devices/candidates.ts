/** Numeric: what a browser hides behind a name of its own (mDNS, `.local`) tells a switch nothing. */
const named = /^a=candidate:\S+ \d+ \S+ \d+ [0-9a-f.:]+ \d+ typ /im;

/** Nobody is there; the switch learns from our first check where we are (peer-reflexive, RFC 8445 §7.3.1.3). */
const nowhere = 'a=candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\n';

/** As browsers write it; in the SIP of old it puts the other side on hold. */
const noAddress = /^c=IN (?:IP4 0\.0\.0\.0|IP6 ::)$/m;

/**
 * A session description of one audio line for a switch that looks for a way only where it is told of one: with a
 * candidate in any case, so that nobody has to wait for the addresses of the machine.
 */
export const withCandidate = (sdp: string): string =>
  named.test(sdp) ? sdp : `${sdp.replace(noAddress, 'c=IN IP4 127.0.0.1')}${nowhere}`;
