import type { CallView } from '../../src/contract/calls/call-view';
import { aCall, aLocalCall, deviceId } from '../fakes/samples';
import type { LocalCall } from '../softphone/softphone-state';
import { callCard } from './call-card';
import { soundFor } from './sound';

function card(view: Partial<CallView>, mine?: LocalCall) {
  const shown = callCard({ view: aCall(view), goneAtMs: null }, mine, { deviceId: deviceId(1) });
  return shown === null ? [] : [shown];
}

it('is ringing only where the call can be answered, and not after the press', () => {
  expect(soundFor(card({}, aLocalCall()), () => false)).toBe('ringing');
  expect(soundFor(card({}), () => false)).toBeNull();
  expect(soundFor(card({}, aLocalCall({ answering: true })), () => false)).toBeNull();
});

it('is ringback only here, and until the switch sends a tone of its own', () => {
  const out = card(
    { direction: 'out', state: 'connecting', otherRings: true },
    aLocalCall({ direction: 'out', state: 'connecting' }),
  );
  expect(soundFor(out, () => false)).toBe('ringback');
  expect(soundFor(out, () => true)).toBeNull();
  expect(soundFor(card({ direction: 'out', state: 'connecting' }), () => false)).toBeNull();
  expect(
    soundFor(
      card({
        direction: 'out',
        state: 'connecting',
        otherRings: true,
        deviceId: deviceId(2),
        deviceLabel: 'Desk phone',
      }),
      () => false,
    ),
  ).toBeNull();
});
