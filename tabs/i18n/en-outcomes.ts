import type { EndReason } from '../../src/contract/calls/end-reason';
import type { CallOutcome } from '../../src/contract/history/history';
import type { ClientErrorCode, LaterErrorCode } from '../api/client-error';

/** What became of calls, and why; complete by their types. */
export const outcome: Record<CallOutcome, string> = {
  answered: 'Answered',
  answeredElsewhere: 'Answered elsewhere',
  missed: 'Missed',
  blocked: 'Blocked',
  disconnected: 'Was disconnected',
  declined: 'Declined',
  noAnswer: 'No answer',
  busy: 'Busy',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** What the person can do about it comes later. */
export const reason: Record<EndReason | 'missed', { title: string }> = {
  hungUp: { title: 'Call ended' },
  cancelled: { title: 'Call cancelled' },
  declined: { title: 'Declined' },
  noAnswer: { title: 'No answer' },
  voicemail: { title: 'Voicemail' },
  busy: { title: 'Busy' },
  unreachable: { title: 'Cannot be reached' },
  unknownNumber: { title: 'The number does not exist' },
  noEmergency: { title: 'Use a mobile' },
  ownNumber: { title: 'Your own number' },
  notAllowed: { title: 'Not allowed' },
  barred: { title: 'Number barred' },
  outsideNotAllowed: { title: 'You may not call outside' },
  countryNotAllowed: { title: 'The country is barred' },
  classNotAllowed: { title: 'Kind of number barred' },
  notNow: { title: 'Barred at this hour' },
  closedDay: { title: 'Barred on closed days' },
  tooManyOutside: { title: 'Too many calls outside' },
  minutesUsed: { title: 'No minutes left today' },
  tooManyNew: { title: 'Too many new numbers abroad' },
  noNetwork: { title: 'The telephone network is out of reach' },
  networkRefused: { title: 'Refused by the operator' },
  transferred: { title: 'Transferred' },
  ownDevice: { title: 'No answer on your own phone' },
  lost: { title: 'Connection lost' },
  missed: { title: 'Missed call' },
  interrupted: { title: 'Interrupted' },
  failed: { title: 'Call failed' },
};

/** Those of what is opened later stand with the later texts. */
export const error: Record<Exclude<ClientErrorCode, LaterErrorCode>, string> = {
  'request.invalid':
    'The server did not understand the request. Reload the page; if it happens again, send a log bundle to support.',
  'request.tooLarge': 'That was too large to send.',
  'request.tooMany': 'Too many requests at once. Wait a moment and try again.',
  'request.notFound': 'It is no longer there.',
  'auth.missing': 'You are not signed in. Try again.',
  'auth.invalid': 'Your sign-in was not accepted. Try again; if it happens again, sign out of Teams and in again.',
  'auth.expired': 'Your sign-in has expired. Try again.',
  'auth.otherOrganisation': 'Your organisation does not use this phone system. Sign in with your work account.',
  'auth.noOrganisation':
    'Your organisation has not been entered into this phone system yet. Its administrator does that: see First ' +
    'organisation in the README.',
  'auth.notLinked': 'Your Microsoft account is not linked to a phone user yet. Ask your administrator to link it.',
  'call.notFound': 'The call has already ended.',
  'call.notAllowed': 'That is not possible in the call’s present state.',
  'call.noMixing': 'This switch cannot join more than two.',
  'call.full': 'The call has room for eight, and is full.',
  'call.targetUnreachable': 'None of their phones is on right now. Choose somebody else.',
  'call.unknownNumber': 'Nobody has that number. Check it and try again.',
  'call.numberNotYours': 'That number is not yours to show. Choose another number to show.',
  'call.barred': 'The number is barred: the organisation allows no calls there. Ask your administrator.',
  'call.outsideNotAllowed': 'You may not call outside the organisation. Ask your administrator.',
  'call.countryNotAllowed': 'The organisation allows no calls to that country. Ask your administrator.',
  'call.classNotAllowed': 'You may not call numbers of that kind. Ask your administrator.',
  'call.notNow': 'You may call there in the opening hours only.',
  'call.closedDay': 'It is closed today. You may call there in the opening hours only.',
  'call.tooManyOutside': 'Too many calls outside at once, or within an hour. Wait a while.',
  'device.notFound': 'This window is no longer registered as a phone. Reload it.',
  'device.unreachable': 'That phone cannot be reached right now. Choose another one.',
  'device.tooMany': 'You have too many windows open as phones. Close some of them, then try again.',
  'history.nothingToUndo': 'There is nothing left to undo.',
  'server.unavailable': 'The phone system cannot be reached right now. Try again in a moment.',
  'server.error':
    'Something went wrong in the phone system. Try again; if it happens again, send a log bundle to support.',
  'client.offline': 'No connection to the phone system. Check your network.',
  'client.noToken': 'The sign-in gave no answer. Try again; if it happens again, restart Teams.',
  'client.timeout': 'The phone system did not answer in time. Try again.',
};
