import type { SwitchEvent } from '../port';
import type { Transfer } from './events';
import type { Legs } from './legs';

/**
 * A phone asks for a transfer (REFER), which Asterisk has accepted and leaves to us; who may do what is for the engine
 * to say. What we tell of it comes back as an event too, with a state, and is no news.
 */
export function createTransfers({ legs, emit }: { readonly legs: Legs; readonly emit: (event: SwitchEvent) => void }) {
  return ({ state, refer_to: to, referred_by: by }: Transfer): void => {
    const leg = legs.ofChannel(by.source_channel.id);
    if (state !== undefined || leg === null || leg.isTransferring) return;
    leg.isTransferring = true;
    const { protocol_id: dialogue, destination } = to.requested_destination;
    const other = to.destination_channel === undefined ? null : legs.ofChannel(to.destination_channel.id);
    const own = leg.handle?.device ?? null;
    const isOwn = other !== null && other !== leg && own !== null && other.handle?.device?.deviceId === own.deviceId;
    if (isOwn) return emit({ type: 'transferAsked', leg: leg.id, to: { kind: 'leg', leg: other.id } });
    // A dialogue that is over, the referred one itself, or another device's.
    if (dialogue !== undefined || destination === undefined) return legs.reportTransfer(leg, 'failed');
    emit({ type: 'transferAsked', leg: leg.id, to: { kind: 'number', dialled: destination } });
  };
}
