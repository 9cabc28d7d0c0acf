import { audioTests } from './switch-audio';
import { callerTests } from './switch-callers';
import { callRecordingTests } from './switch-call-recording';
import { callTests } from './switch-calls';
import { digitTests } from './switch-digits';
import { hostileTests } from './switch-hostile';
import { latenessTests } from './switch-lateness';
import { loadTests } from './switch-load';
import { lossTests } from './switch-loss';
import { mixingTests } from './switch-mixing';
import { offerTests } from './switch-offers';
import { suiteOptions, type HarnessOptions } from './switch-options';
import { Office, type SwitchHarness } from './switch-office';
import { messageTests } from './switch-messages';
import { outsideTests } from './switch-outside';
import { recordingTests } from './switch-recording';
import { registrationTests } from './switch-registration';
import { ringabilityTests } from './switch-ringability';
import { soundTests } from './switch-sounds';
import { strangerTests } from './switch-strangers';
import { transferTests } from './switch-transfer';

export type CreateHarness = (options: HarnessOptions) => Promise<SwitchHarness>;

/** What the tests share: one switch for all, an office of their own for each. */
export interface SuiteContext {
  office(): Office;
  /** A second set of phones on the same switch, in another organisation. */
  anotherOffice(): Office;
}

/** For tests within one `describe`. */
export function openOffices(createHarness: CreateHarness): SuiteContext {
  let harness: SwitchHarness;
  let offices: Office[] = [];
  const open = (): Office => {
    const office = new Office(harness);
    offices.push(office);
    return office;
  };
  beforeAll(async () => {
    harness = await createHarness(suiteOptions);
  });
  beforeEach(() => void open());
  afterEach(async () => {
    await Promise.all(offices.map((office) => office.close()));
    offices = [];
  });
  afterAll(() => harness.stop());
  return { office: () => offices[0] ?? open(), anotherOffice: open };
}

/**
 * The behaviour that every driver of `Switch` must show: what the port promises, whole. It knows the port and real SIP
 * phones, and nothing of the switch behind them. In several files of tests, since much of it is waiting.
 */
const parts = {
  'who is there': {
    registration: registrationTests,
    'who calls whom': callerTests,
    'takes calls only from devices that it knows': strangerTests,
    calls: callTests,
    offers: offerTests,
    audio: audioTests,
    sounds: soundTests,
    digits: digitTests,
    'messages that wait': messageTests,
    'transfer by phones': transferTests,
    'the outside world': outsideTests,
    'hostile and broken messages': hostileTests,
    load: loadTests,
  },
  'who is away': {
    ringability: ringabilityTests,
    'loss of a device': lossTests,
    'lateness of its own': latenessTests,
  },
  'who hears several': {
    mixing: mixingTests,
  },
  'what is recorded': {
    recordings: recordingTests,
    'recordings of both sides of a call': callRecordingTests,
  },
} as const;

export function switchSuite(name: string, part: keyof typeof parts, createHarness: CreateHarness): void {
  describe(`switch: ${name}: ${part}`, () => {
    const context = openOffices(createHarness);
    for (const [what, tests] of Object.entries(parts[part])) describe(what, () => tests(context));
  });
}
