import type { Clock } from '../../clock';

/** Host addresses come within some 2 ms (Chromium 156); a machine without a network has none. */
const longestMs = 50;

/** Resolves when the connection has found an address of this machine, or has had the time to; never rejects. */
export function firstAddress(connection: RTCPeerConnection, clock: Clock): Promise<void> {
  if (connection.localDescription?.sdp.includes('a=candidate:') === true) return Promise.resolve();
  return new Promise((resolve) => {
    const found = (): void => {
      connection.removeEventListener('icecandidate', found);
      cancel();
      resolve();
    };
    const cancel = clock.after(longestMs, found);
    connection.addEventListener('icecandidate', found);
  });
}
