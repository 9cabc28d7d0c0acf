import { anna, bjorn, call, device, known } from '../../../tests/fakes/decided-call';
import type { CallId } from '../../contract/ids';
import type { Call } from './call';
import { consequences } from './consequences';

const ring = { kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'byRule' } as const;

/** Anna and Björn called each other, and each answered. */
function crossing(): { readonly ringing: Call; readonly answered: Call; readonly other: Call } {
  const [one, two] = [call([ring], { id: 'one' }), call([ring], { id: 'two' })];
  const ringing = one.now;
  for (const each of [one, two]) each.answer(1);
  const { caller, callee } = two.now;
  const other = { ...two.now, caller: { ...caller, ...known(bjorn) }, callee: { ...callee, ...known(anna) } };
  return { ringing, answered: one.now, other };
}

test('of two calls that crossed one ends when both are answered, and nobody is parked for it', () => {
  const { ringing, answered, other } = crossing();
  expect(consequences(ringing, answered, [other])).toEqual([
    { callId: 'two' as CallId, input: { type: 'superseded' } },
  ]);
});

test('whoever takes back a call that once crossed another is parked in that one', () => {
  const { answered, other } = crossing();
  const parked = { ...answered, caller: { ...answered.caller, holding: true } };
  const command = { name: 'call.hold', callId: 'two' as CallId };
  expect(consequences(parked, answered, [other])).toEqual([
    { callId: 'two' as CallId, input: { type: 'command', userId: anna, command } },
  ]);
});
