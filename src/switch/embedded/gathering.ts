import type { PeerConnection } from 'node-datachannel';
import type { Clock } from '../../ports/clock';

/**
 * Host candidates are there within a few ms; after this time a STUN server that is silent is not waited for any longer.
 */
const gatheringLimitMs = 500;
/**
 * A machine that is so busy that it has not even said its own address: a description without one would be a call
 * without sound.
 */
const busyLimitMs = 10_000;

/** What is looked at of a peer connection. */
export type Gathering = Pick<PeerConnection, 'gatheringState' | 'localDescription' | 'onGatheringStateChange'>;

/** Resolves when the connection knows all its addresses, or after a while some of them. */
export async function gathered(connection: Gathering, clock: Clock): Promise<void> {
  const hasAddress = (): boolean => connection.localDescription()?.sdp.includes('a=candidate:') === true;
  await new Promise<void>((resolve) => {
    const endMs = clock.nowMs() + busyLimitMs;
    let cancelLimit = clock.after(gatheringLimitMs, judge);
    function judge(): void {
      if (hasAddress() || clock.nowMs() >= endMs) resolve();
      else cancelLimit = clock.after(gatheringLimitMs, judge);
    }
    const finish = (): void => {
      cancelLimit();
      resolve();
    };
    connection.onGatheringStateChange((state) => {
      if (state === 'complete') finish();
    });
    if (connection.gatheringState() === 'complete') finish();
  });
}
