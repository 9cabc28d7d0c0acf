import { z } from 'zod';

/**
 * Why a call ended or was never answered, as the person sees it (i18n key `reason.<EndReason>`).
 * SIP causes are translated to it in one table, `src/switch/causes.ts`.
 */
export const EndReason = z.enum([
  'hungUp', // one side hung up an answered call
  'cancelled', // the caller gave up before an answer
  'declined',
  'noAnswer',
  'voicemail', // nobody answered, and the caller could leave a message
  'busy',
  'unreachable', // none of the callee's devices can be reached now
  'unknownNumber',
  'noEmergency', // an emergency number, to which no way leads from here
  'ownNumber', // a call to oneself
  'notAllowed', // the number or the number to show is not the caller's to use
  'barred', // the organisation lets nobody call this number
  'outsideNotAllowed', // the caller may not call outside
  'countryNotAllowed', // the organisation allows no calls to that country
  'classNotAllowed', // numbers of that class are not for the caller: premium rate, satellite and the like
  'notNow', // not outside of the opening hours
  'closedDay', // not on a day on which the organisation is closed
  'tooManyOutside', // as many calls outside as the caller, or the organisation, may have
  'minutesUsed', // the minutes outside of the day are used up, the caller's or the organisation's
  'tooManyNew', // no more numbers abroad today that were never called before
  'noNetwork', // no operator took the call: none could be reached, or all have failed
  'networkRefused', // the operator does not let us make this call
  'transferred', // handed over to somebody else; the call goes on without me
  'ownDevice', // the device to call from did not answer, so nobody was called
  'lost', // the connection to the party was lost
  'interrupted', // the server stopped in the middle of the call
  'failed',
]);
export type EndReason = z.infer<typeof EndReason>;
