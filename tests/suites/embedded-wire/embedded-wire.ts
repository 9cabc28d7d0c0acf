import { openOffices, type CreateHarness } from '../switch.suite';
import { callTests } from './calls';
import { crossingTests } from './crossing';
import { hostileTests } from './hostile';
import { lossTests } from './loss';
import { messageTests } from './messages';
import { offerTests } from './offers';
import { registrationTests } from './registration';
import { sessionTimerTests } from './session-timer';
import { strangerTests } from './strangers';
import { transferTests } from './transfer';

/**
 * The SIP and the media that the embedded switch speaks by itself: which status, which header field, how soon. The port
 * promises none of it, and a switch of other people's make has its own. Beside it the telephone network between its own
 * users, which a switch with trunks leaves to the operators.
 */
export function embeddedWire(createHarness: CreateHarness): void {
  describe('the wire of the embedded switch', () => {
    const context = openOffices(createHarness);
    describe('registration', () => registrationTests(context));
    describe('takes calls only from the device that is registered over the socket', () => strangerTests(context));
    describe('calls', () => callTests(context));
    describe('offers', () => offerTests(context));
    describe('messages that wait', () => messageTests(context));
    describe('session timers', () => sessionTimerTests(context));
    describe('transfer by phones', () => transferTests(context));
    describe('loss of a device', () => lossTests(context));
    describe('from one organisation to another', () => crossingTests(context));
    describe('hostile and broken messages', () => hostileTests(context));
  });
}
