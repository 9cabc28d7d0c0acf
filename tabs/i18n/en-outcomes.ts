import type { EndReason } from '../../src/contract/errors';
import type { CallOutcome } from '../../src/contract/calls';
import type { LineState } from '../../src/contract/people';
import type { ClientErrorCode } from '../api/client-error';
import type { LocalProblem } from '../softphone/softphone-state';

/** What became of calls, why, and what can be done about it; complete by their types. */
export const line: Record<LineState | 'unknown', string> = { idle: 'Line free', ringing: 'Ringing', inCall: 'In a call', offline: 'Offline', unknown: 'Line not known' };

export const outcome: Record<CallOutcome, string> = {
  answered: 'Answered',
  answeredElsewhere: 'Answered elsewhere',
  missed: 'Missed',
  disconnected: 'Was disconnected',
  declined: 'Declined',
  noAnswer: 'No answer',
  busy: 'Busy',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** What happened, and what the person can do about it. */
export const reason: Record<EndReason | 'missed', { title: string; advice: string }> = {
  hungUp: { title: 'Call ended', advice: '' },
  cancelled: { title: 'Call cancelled', advice: '' },
  declined: { title: 'Declined', advice: 'They cannot take the call now. Try again later.' },
  noAnswer: { title: 'No answer', advice: 'Nobody answered. They will see that you called.' },
  busy: { title: 'Busy', advice: 'The line is taken. Try again in a moment.' },
  unreachable: { title: 'Cannot be reached', advice: 'None of their phones is on right now. Try another number, or later.' },
  unknownNumber: { title: 'Unknown number', advice: 'Nobody has this number. Check it and try again.' },
  noEmergency: { title: '{{number}} cannot be called from here: use a mobile', advice: 'Emergency calls do not go through this phone system.' },
  ownNumber: { title: 'Your own number', advice: 'You cannot call yourself. Choose somebody else.' },
  notAllowed: { title: 'Not allowed', advice: 'This number, or the number you show, is not open to you. Choose another number to show or ask your administrator.' },
  transferred: { title: 'Transferred', advice: '' },
  ownDevice: { title: 'No answer on your own phone', advice: 'The phone to call from did not answer, so nobody was called. Answer it when it rings, or choose another under Call from.' },
  lost: { title: 'Connection lost', advice: 'The connection to the other side broke. Call again.' },
  missed: { title: 'Missed call', advice: '' },
  interrupted: { title: 'Interrupted', advice: 'The phone system restarted during the call. Call again.' },
  failed: { title: 'Call failed', advice: 'Something went wrong on the way. Try again.' },
};

export const problem: Record<LocalProblem, { title: string; advice: string }> = {
  'microphone.denied': { title: 'No access to the microphone', advice: 'Allow the microphone for this app, then try again.' },
  'microphone.missing': { title: 'No microphone found', advice: 'Plug in a headset or microphone, then try again.' },
  'microphone.busy': { title: 'The microphone is in use', advice: 'Another program holds it. Close that program, then try again.' },
  notConnected: { title: 'The phone is not connected', advice: 'This window has no connection to the phone system. Wait until it is back, then call again.' },
};

export const error: Record<ClientErrorCode, string> = {
  'request.invalid': 'The server did not understand the request. Reload the page; if it happens again, send a log bundle to support.',
  'request.tooLarge': 'That was too large to send.',
  'request.tooMany': 'Too many requests at once. Wait a moment and try again.',
  'request.notFound': 'It is no longer there.',
  'auth.missing': 'You are not signed in. Try again.',
  'auth.invalid': 'Your sign-in was not accepted. Try again; if it happens again, sign out of Teams and in again.',
  'auth.expired': 'Your sign-in has expired. Try again.',
  'auth.otherOrganisation': 'Your organisation does not use this phone system. Sign in with your work account.',
  'auth.noOrganisation': 'Your organisation has not been entered into this phone system yet. Its administrator does that: see First organisation in the README.',
  'auth.notLinked': 'Your Microsoft account is not linked to a phone user yet. Ask your administrator to link it.',
  'call.notFound': 'The call has already ended.',
  'call.notAllowed': 'That is not possible in the call’s present state.',
  'call.targetUnreachable': 'None of their phones is on right now. Choose somebody else.',
  'call.unknownNumber': 'Nobody has that number. Check it and try again.',
  'call.numberNotYours': 'That number is not yours to show. Choose another number to show.',
  'device.notFound': 'This window is no longer registered as a phone. Reload it.',
  'device.unreachable': 'That phone cannot be reached right now. Choose another one.',
  'device.tooMany': 'You have too many windows open as phones. Close some of them, then try again.',
  'history.nothingToUndo': 'There is nothing left to undo.',
  'server.unavailable': 'The phone system cannot be reached right now. Try again in a moment.',
  'server.error': 'Something went wrong in the phone system. Try again; if it happens again, send a log bundle to support.',
  'client.offline': 'No connection to the phone system. Check your network.',
  'client.noToken': 'The sign-in gave no answer. Try again; if it happens again, restart Teams.',
  'client.timeout': 'The phone system did not answer in time. Try again.',
};
