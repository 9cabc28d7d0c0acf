import { audioTests } from './switch-audio';
import { callerTests } from './switch-callers';
import { callTests } from './switch-calls';
import { crossingTests } from './switch-crossing';
import { digitTests } from './switch-digits';
import { hostileTests } from './switch-hostile';
import { latenessTests } from './switch-lateness';
import { loadTests } from './switch-load';
import { lossTests } from './switch-loss';
import { offerTests } from './switch-offers';
import { suiteOptions, type HarnessOptions } from './switch-options';
import { Office, type SwitchHarness } from './switch-office';
import { outsideTests } from './switch-outside';
import { registrationTests } from './switch-registration';
import { ringabilityTests } from './switch-ringability';
import { sessionTimerTests } from './switch-session-timer';
import { soundTests } from './switch-sounds';
import { strangerTests } from './switch-strangers';
import { transferTests } from './switch-transfer';

export type CreateHarness = (options: HarnessOptions) => Promise<SwitchHarness>;

/** What the tests share: one switch for all, an office of their own for each. */
export interface SuiteContext {
  office(): Office;
  /** A second set of phones on the same switch, in another organisation. */
  anotherOffice(): Office;
  /**
   * A test of the SIP and the media that the embedded switch speaks itself: which status, which header field, how soon.
   * The port promises none of it, and a switch of other people's make has its own.
   */
  readonly ownWire: Pick<typeof it, 'each'> & ((name: string, test: () => Promise<void>) => void);
}

export interface SuiteScope {
  /** The switch speaks SIP by our own code. */
  readonly isOurs: boolean;
  /** Outside numbers of users come in again as calls to them, within the switch. */
  readonly crosses: boolean;
}

/** In the place of `it`: a test that is not this switch's. */
const notOurs = Object.assign(() => undefined, { each: () => () => undefined }) as unknown as SuiteContext['ownWire'];

/**
 * The behaviour that every driver of `Switch` must show. It knows the port and real SIP phones, and nothing of the
 * switch behind them.
 */
export function switchSuite(
  name: string,
  createHarness: CreateHarness,
  { isOurs, crosses }: SuiteScope = { isOurs: true, crosses: true },
): void {
  describe(`switch: ${name}`, () => {
    let harness: SwitchHarness;
    let offices: Office[] = [];
    const open = (): Office => {
      const office = new Office(harness);
      offices.push(office);
      return office;
    };
    const context: SuiteContext = {
      office: () => offices[0] ?? open(),
      anotherOffice: open,
      ownWire: isOurs ? it : notOurs,
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

    describe('registration', () => registrationTests(context));
    describe('who calls whom', () => callerTests(context));
    describe('calls', () => callTests(context));
    if (isOurs)
      describe('takes calls only from the device that is registered over the socket', () => strangerTests(context));
    describe('session timers', () => sessionTimerTests(context));
    describe('offers', () => offerTests(context));
    describe('audio', () => audioTests(context));
    describe('sounds', () => soundTests(context));
    describe('digits', () => digitTests(context));
    describe('transfer by phones', () => transferTests(context));
    describe('ringability', () => ringabilityTests(context));
    describe('loss of a device', () => lossTests(context));
    describe('lateness of its own', () => latenessTests(context));
    describe('the outside world', () => outsideTests(context));
    if (crosses) describe('from one organisation to another', () => crossingTests(context));
    if (isOurs) describe('hostile and broken messages', () => hostileTests(context));
    describe('load', () => loadTests(context));
  });
}
