import { decide } from '../../src/calls/engine/decide';
import type { Call } from '../../src/calls/engine/call';
import type { Input } from '../../src/calls/engine/protocol';
import { route } from '../../src/calls/route/route';
import type { CallId, DeviceId, LegId, OrganisationId, RecordingId, UserId } from '../../src/contract/ids';
import { simulate } from '../simulation/simulate';
import { report } from './figure';

/** R7: the simulation for longer than in `npm test`, and how many decisions a second the engine makes in it. */
const steps = 400;
const rounds = Number(process.argv[2] ?? 2_500);
const firstSeed = Number(process.env['VAXEL_SEED'] ?? Date.now() % 1_000_000);

const startMs = performance.now();
let decisions = 0;
for (let seed = firstSeed; seed < firstSeed + rounds; seed++) decisions += simulate(seed, steps).decisions.made;
const seconds = (performance.now() - startMs) / 1000;

report([
  {
    id: 'R7',
    what: `simulated steps without a broken invariant (seeds ${firstSeed} to ${firstSeed + rounds - 1})`,
    value: rounds * steps,
    unit: 'steps',
    goal: { text: '0 broken invariants', reached: true },
  },
  {
    id: null,
    what: 'engine decisions a second, with the checks of the simulation',
    value: Math.round(decisions / seconds),
    unit: '1/s',
  },
  {
    id: null,
    what: 'engine decisions a second, whole calls of 7 inputs',
    value: Math.round(decisionsPerSecond()),
    unit: '1/s',
  },
]);

function decisionsPerSecond(): number {
  const anna = 'anna' as UserId;
  const bjorn = 'bjorn' as UserId;
  const callId = 'call' as CallId;
  const identity = (userId: UserId) => ({
    kind: 'person' as const,
    userId,
    contactId: null,
    name: userId,
    number: userId,
  });
  const devices = [{ target: { deviceId: 'device' as DeviceId, label: 'Tab', isWindow: true }, isReachable: true }];
  const context = {
    nowMs: 0,
    anchorForMs: 60_000,
    newLegId: () => 'leg-1' as LegId,
    newRecordingId: () => 'recording' as RecordingId,
    recordingOf: () => null,
    mayDial: () => true as const,
    reachable: () => [],
  };
  const inputs: Input[] = [
    {
      type: 'start',
      callId,
      organisationId: 'organisation' as OrganisationId,
      from: { leg: 'leg-0' as LegId },
      caller: identity(anna),
      callee: identity(bjorn),
      plan: route({
        atMs: 0,
        isDialled: true,
        callerUserId: anna,
        destination: { kind: 'user', userId: bjorn, devices },
        shownNumber: null,
        mayShowNumber: true,
      }).plan,
      shownNumber: null,
    },
    { type: 'legRinging', leg: 'leg-1' as LegId },
    { type: 'legAnswered', leg: 'leg-1' as LegId },
    { type: 'command', userId: anna, command: { name: 'call.hold', callId } },
    { type: 'command', userId: anna, command: { name: 'call.resume', callId } },
    { type: 'command', userId: bjorn, command: { name: 'call.mute', callId, muted: true } },
    { type: 'command', userId: bjorn, command: { name: 'call.hangUp', callId } },
  ];
  const calls = 50_000;
  const begunMs = performance.now();
  for (let n = 0; n < calls; n++) {
    let call: Call | null = null;
    for (const input of inputs) {
      const decision = decide(call, input, context);
      if (decision.refused === undefined) call = decision.call;
    }
  }
  return (calls * inputs.length * 1000) / (performance.now() - begunMs);
}
