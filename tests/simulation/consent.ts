import { sidesOf } from '../../src/calls/engine/call';
import { isConnected, isHolding, isPresent, openRecordings, partyOf, sideOf } from '../../src/calls/engine/call-facts';
import type { Call, Side } from '../../src/calls/engine/call';
import type { ModelSwitch } from './model-switch';

/** Nothing of those who talk is kept before all of them have been told, nor while nobody hears the other. */
export function checkConsent(call: Call, modelSwitch: ModelSwitch): void {
  const { recording } = call;
  if (openRecordings(call).filter(({ talk }) => talk !== undefined).length > 1)
    throw new Error(`${call.id} is recorded twice at once`);
  if (!recording?.leg || !modelSwitch.isKept(recording.id, recording.leg)) return;
  const side = sideOf(call, recording.ownerId);
  const others = sidesOf(call).filter((each) => each !== side && isHeard(call, each));
  const isTold = recording.stage === 'on' && recording.telling.length === 0 && others.length <= recording.told.length;
  const isTalk =
    side !== null && [[side], others].every((some) => some.some((each) => !isHolding(partyOf(call, each))));
  if (!isTold || recording.isPaused || !isTalk) throw new Error(`${call.id} is recorded while nobody may`);
}

/** Who is there and does not only listen. */
const isHeard = (call: Call, side: Side): boolean =>
  isConnected(partyOf(call, side)) &&
  isPresent(call, side) &&
  call.guests?.some((guest) => guest.side === side && guest.mode === 'listen') !== true;
