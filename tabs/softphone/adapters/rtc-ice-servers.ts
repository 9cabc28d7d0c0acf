import type { SipCredentials } from '../../../src/contract/devices/devices';

/** Our STUN and TURN servers as the browser takes them: what is not given is left out. */
export function rtcIceServers(servers: SipCredentials['iceServers']): RTCIceServer[] {
  return servers.map(({ urls, username, credential }) => ({
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }));
}
