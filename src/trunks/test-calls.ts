import { randomUUID } from 'node:crypto';
import type { CallId, LegId, OrganisationId, TrunkId } from '../contract/ids';
import type { TestCall } from '../contract/trunks/trunks';
import { VaxelError } from '../contract/errors';
import type { Clock } from '../ports/clock';
import type { Switch, SwitchEvent } from '../switch/port';

/** Calls that show administrators whether a trunk works: nobody is connected, and they end by themselves. */
export interface TestCalls {
  /** @throws VaxelError trunks.testing while one is under way */
  requireNone(trunkId: TrunkId): void;
  /** @throws VaxelError trunks.testing */
  begin(trunk: TestedTrunk, number: string, shown: string | null): void;
  end(trunkId: TrunkId): void;
  of(trunkId: TrunkId): TestCall | null;
  /** What the switch tells of a leg. */
  told(event: SwitchEvent): void;
}

interface TestedTrunk {
  readonly trunkId: TrunkId;
  readonly organisationId: OrganisationId;
}

interface Test {
  call: TestCall;
  readonly leg: LegId;
  cancel: () => void;
}

export interface TestCallsDeps {
  readonly switch: Pick<Switch, 'dial' | 'hangUp' | 'play'>;
  readonly clock: Clock;
  readonly onChanged: (organisationId: OrganisationId) => void;
}

/** Long enough to be heard ringing and to answer; whoever answers hears a word, and the call is over. */
const [longestMs, answeredMs] = [45_000, 6_000];

export function createTestCalls({ switch: onSwitch, clock, onChanged }: TestCallsDeps): TestCalls {
  const tests = new Map<TrunkId, Test & TestedTrunk>();

  function become(test: Test & TestedTrunk, change: Partial<TestCall>): void {
    test.call = { ...test.call, ...change };
    onChanged(test.organisationId);
  }

  function over(test: Test & TestedTrunk, change: Partial<TestCall>): void {
    if (test.call.phase === 'ended') return;
    test.cancel();
    become(test, { ...change, phase: 'ended' });
  }

  function hangUp(test: Test & TestedTrunk, reason: 'hungUp' | 'noAnswer'): void {
    onSwitch.hangUp(test.leg, reason === 'hungUp' ? 'hungUp' : 'cancelled');
    over(test, { reason });
  }

  function requireNone(trunkId: TrunkId): void {
    const before = tests.get(trunkId);
    if (before !== undefined && before.call.phase !== 'ended') throw new VaxelError('trunks.testing');
  }

  return {
    requireNone,
    begin({ trunkId, organisationId }, number, shown) {
      requireNone(trunkId);
      const leg = randomUUID() as LegId;
      const call: TestCall = { number, phase: 'dialling', reason: null, status: null };
      const made: Test & TestedTrunk = { call, leg, cancel: () => undefined, trunkId, organisationId };
      made.cancel = clock.after(longestMs, () => hangUp(made, 'noAnswer'));
      tests.set(trunkId, made);
      const caller = { callId: randomUUID() as CallId, organisationId, callerName: null, callerNumber: shown };
      onSwitch.dial(leg, { kind: 'outside', number, trunkId }, { ...caller, autoAnswer: false });
      onChanged(organisationId);
    },
    end(trunkId) {
      const test = tests.get(trunkId);
      if (test === undefined || test.call.phase === 'ended') return;
      hangUp(test, test.call.phase === 'answered' ? 'hungUp' : 'noAnswer');
    },
    of: (trunkId) => tests.get(trunkId)?.call ?? null,
    told(event) {
      if (!('leg' in event)) return;
      const test = [...tests.values()].find(({ leg }) => leg === event.leg);
      if (test === undefined || test.call.phase === 'ended') return;
      switch (event.type) {
        case 'legHeard':
        case 'legRinging':
          return become(test, { phase: event.type === 'legHeard' ? 'heard' : 'ringing' });
        case 'legAnswered':
          test.cancel();
          test.cancel = clock.after(answeredMs, () => hangUp(test, 'hungUp'));
          onSwitch.play(test.leg, ['goodbye'], `test/${test.leg}`);
          return become(test, { phase: 'answered' });
        case 'legEnded':
          return over(test, { reason: event.reason, status: event.status ?? null });
        case 'legLost':
          return over(test, { reason: 'lost' });
        default:
      }
    },
  };
}
