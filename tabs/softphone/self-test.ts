import { createScope } from '../scope';
import type { Scope } from '../scope';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { selfTestSteps, stepTests } from './self-test-steps';
import type { SelfTestStep, StepState, StepTools } from './self-test-steps';

export interface SelfTestState {
  readonly running: boolean;
  readonly steps: Readonly<Record<SelfTestStep, StepState>>;
  /** How loud the microphone is, 0–1, while it is tested. */
  readonly level: number;
}

export type SelfTestOptions = Omit<StepTools, 'onLevel' | 'askHeard'>;

export interface SelfTest {
  readonly state: Store<SelfTestState>;
  start(): void;
  /** The person's answer while the speaker is `asking`. */
  heard(yes: boolean): void;
  playAgain(): void;
  /** Ends everything; results so far stay. */
  cancel(): void;
}

const idle: Readonly<Record<SelfTestStep, StepState>> = {
  microphone: { state: 'idle' },
  speaker: { state: 'idle' },
  path: { state: 'idle' },
  relay: { state: 'idle' },
};

/** Microphone, speaker, the way to the switch, and the relay, one after the other: before a call rather than in it. */
export function createSelfTest(options: SelfTestOptions): SelfTest {
  const state = createStore<SelfTestState>({ running: false, steps: idle, level: 0 });
  let scope: Scope | null = null;
  let answer: ((yes: boolean) => void) | null = null;
  const tests = stepTests({
    ...options,
    onLevel: (level) => state.update((all) => ({ ...all, level })),
    askHeard: () => new Promise<boolean>((resolve) => (answer = resolve)),
  });

  const show = (step: SelfTestStep, value: StepState): void =>
    state.update((all) => ({ ...all, steps: { ...all.steps, [step]: value } }));

  async function run(mine: Scope): Promise<void> {
    for (const step of selfTestSteps) {
      show(step, { state: step === 'speaker' ? 'asking' : 'running' });
      const own = createScope();
      mine.add(own.dispose);
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      const result = await tests[step](own);
      own.dispose();
      if (mine !== scope) return;
      show(step, result);
    }
    scope = null;
    state.update((all) => ({ ...all, running: false }));
  }

  function end(): void {
    const before = scope;
    scope = null;
    answer = null;
    before?.dispose();
  }

  function cancel(): void {
    if (scope === null) return;
    end();
    state.update((all) => ({ running: false, level: 0, steps: unfinishedToIdle(all.steps) }));
  }

  return {
    state,
    start() {
      end();
      const mine = createScope();
      scope = mine;
      state.set({ running: true, steps: idle, level: 0 });
      // A browser that cannot make sound at all fails in its own ways; the steps done so far stay.
      run(mine).catch(() => {
        if (mine === scope) cancel();
      });
    },
    heard: (yes) => answer?.(yes),
    playAgain: () => options.audio.playTone(),
    cancel,
  };
}

function unfinishedToIdle(steps: SelfTestState['steps']): SelfTestState['steps'] {
  const still = (value: StepState): StepState =>
    value.state === 'running' || value.state === 'asking' ? { state: 'idle' } : value;
  return {
    microphone: still(steps.microphone),
    speaker: still(steps.speaker),
    path: still(steps.path),
    relay: still(steps.relay),
  };
}
