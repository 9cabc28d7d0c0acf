import type { EndReason } from '../../src/contract/calls/end-reason';
import type { LineState } from '../../src/contract/lines/line-state';
import type { LaterErrorCode } from '../api/client-error';
import type { LocalProblem } from '../softphone/softphone-state';

/** Of outcomes what comes after the first view; complete by their types. */
export const line: Record<LineState | 'unknown', string> = {
  idle: 'Line free',
  ringing: 'Ringing',
  inCall: 'In a call',
  offline: 'Offline',
  unknown: 'Line not known',
};

/** What the person can do about it. */
export const advice: Record<EndReason | 'missed', { advice: string }> = {
  hungUp: { advice: '' },
  cancelled: { advice: '' },
  declined: { advice: 'They cannot take the call now. Try again later.' },
  noAnswer: { advice: 'Nobody answered. They will see that you called.' },
  voicemail: { advice: 'Nobody answered, and the voicemail took the call.' },
  busy: { advice: 'The line is taken. Try again in a moment.' },
  unreachable: { advice: 'None of their phones is on right now. Try another number, or later.' },
  unknownNumber: { advice: 'Nobody has this number. Check it and try again.' },
  noEmergency: { advice: 'Emergency calls do not go through this phone system.' },
  ownNumber: { advice: 'You cannot call yourself. Choose somebody else.' },
  notAllowed: {
    advice:
      'This number, or the number you show, is not open to you. Choose another number to show or ask your ' +
      'administrator.',
  },
  barred: { advice: 'The organisation allows no calls to that number. Ask your administrator.' },
  outsideNotAllowed: { advice: 'You may call colleagues and emergency numbers. Ask your administrator.' },
  countryNotAllowed: { advice: 'The organisation allows no calls to that country. Ask your administrator.' },
  classNotAllowed: {
    advice: 'You may not call such numbers, premium rate and satellite for example. Ask your administrator.',
  },
  notNow: { advice: 'You may call there in the opening hours only. Ask your administrator.' },
  closedDay: { advice: 'It is a public holiday, or closed for another reason. Ask your administrator.' },
  tooManyOutside: {
    advice: 'You, or the organisation, have as many calls outside as may be at once or within an hour. Wait a while.',
  },
  minutesUsed: {
    advice: 'You, or the organisation, have used the minutes outside that a day has. Ask your administrator.',
  },
  tooManyNew: {
    advice: 'No more numbers abroad today that were never called before. Those that were can be called.',
  },
  noNetwork: { advice: 'No operator took the call. Try again in a moment, or use a mobile.' },
  networkRefused: { advice: 'The operator does not put calls to this number through. Ask your administrator.' },
  transferred: { advice: '' },
  ownDevice: {
    advice:
      'The phone to call from did not answer, so nobody was called. Answer it when it rings, or choose another ' +
      'under Call from.',
  },
  lost: { advice: 'The connection to the other side broke. Call again.' },
  missed: { advice: '' },
  interrupted: { advice: 'The phone system restarted during the call. Call again.' },
  failed: { advice: 'Something went wrong on the way. Try again.' },
};

export const problem: Record<LocalProblem, { title: string; advice: string }> = {
  'microphone.denied': {
    title: 'No access to the microphone',
    advice: 'Allow the microphone for this app, then try again.',
  },
  'microphone.missing': { title: 'No microphone found', advice: 'Plug in a headset or microphone, then try again.' },
  'microphone.busy': {
    title: 'The microphone is in use',
    advice: 'Another program holds it. Close that program, then try again.',
  },
  notConnected: {
    title: 'The phone is not connected',
    advice: 'This window has no connection to the phone system. Wait until it is back, then call again.',
  },
};

export const error: Record<LaterErrorCode, string> = {
  'device.tooManyPhones': 'There are as many desk phones as a person can have. Remove one, then try again.',
  'activity.notFound': 'That activity is no longer there. Choose another one.',
  'activity.endPassed': 'That time has passed already. Choose a later end.',
  'activity.endMissing': 'This activity needs an end.',
  'activity.notAllowed': 'You may not set this person’s activity. Ask the person to let you.',
  'activity.personNotFound': 'That person is not in your organisation.',
  'activity.needed': 'This activity is needed: it holds where nothing else does.',
  'activity.codeTaken': 'Another activity has that code already. Choose another code.',
  'activity.prefixTaken': 'Phones dial that for something else. Choose other digits.',
  'activity.tooMany': 'There are as many activities already as there can be.',
  'joining.alreadySetUp': 'Somebody has set the organisation up already. Reload the page.',
  'joining.numberTaken': 'That number belongs to somebody else. Choose another one.',
  'joining.noExtension': 'All extensions are taken. Widen the extensions in the tab Organisation.',
  'joining.oneself': 'You cannot erase yourself. Another administrator does that.',
  'joining.linkTaken': 'That person or that account is linked already.',
  'administration.busy': 'Another import is under way. Wait until it has ended.',
  'administration.changedMeanwhile': 'Somebody has changed the same contacts meanwhile. Make the dry run again.',
  'administration.extensionTaken': 'Another person or answer group has that extension.',
  'administration.extensionReserved': 'That extension calls for help in your country. Choose another one.',
  'administration.numberTaken': 'Another person or answer group has that number.',
  'administration.mailTaken': 'Another person has that e-mail address.',
  'administration.noNumber': 'That is not a phone number.',
  'administration.noFreeNumber': 'No number of the series is free.',
  'administration.badRange': 'A series goes from a lower to a higher number of the same length, 10,000 at most.',
  'administration.rangeTaken': 'Some of these numbers stand in another series.',
  'administration.notNow': 'That is not possible any more. Look at the list again.',
  'auth.notAllowed': 'Only administrators may do this. A role that was just given holds from the next sign-in.',
  'contacts.nameTaken': 'There is a group of that name already.',
  'contacts.full': 'There is no room for more.',
  'contacts.otherMark': 'VIP and Blocked exclude each other.',
  'contacts.noNumber': 'That is not a phone number.',
  'contacts.badPhoto': 'The picture could not be used. Choose another: JPEG, PNG or WebP.',
  'rules.outdated': 'The list was changed somewhere else. It has been read anew: look at it and try again.',
  'rules.unknownTarget': 'Calls cannot be forwarded there. Choose a colleague, or enter a whole number.',
  'rules.forwardNotAllowed': 'You may not forward calls outside the organisation. Ask your administrator.',
  'rules.countryNotAllowed': 'Calls may not be forwarded to that country. Ask your administrator.',
  'rules.numberNotAllowed': 'Calls are never forwarded to numbers of that kind. Choose another number.',
  'trunks.notHere': 'This switch has no trunks. Run Växel with Asterisk to call outside.',
  'trunks.numberTaken': 'The main number belongs to another organisation. Choose one of your own.',
  'trunks.accountTaken':
    'Another organisation registers this account at the operator. Each needs an account of its own.',
  'trunks.full': 'There are as many trunks as there may be. Remove one first.',
  'trunks.noNumber': 'This is no phone number. Check it and try again.',
  'trunks.noTest': 'Emergency numbers are not called for a test. Choose another number.',
  'trunks.testing': 'A test call is under way already. End it first.',
  'answerGroups.inUse': 'Other answer groups send their callers here. Change them first.',
  'answerGroups.callersWait':
    'Callers are waiting in this group. Wait until they have been answered, or remove it anyway.',
  'answerGroups.full': 'There are as many answer groups as there may be. Remove one first.',
  'answerGroups.nameTaken': 'Another answer group has this name. Choose another.',
  'answerGroups.unknownMember': 'Somebody of these is not in the company any more. Load the page anew.',
  'answerGroups.unknownSound': 'The sound is not among the group’s any more. Choose another.',
  'answerGroups.unknownExit': 'What callers should go on to is not there any more. Choose something else.',
  'answerGroups.notSupervisor': 'Only supervisors of the group may do this. Ask an administrator.',
  'answerGroups.noDevice': 'No device can be reached. Open Växel in Teams, or connect a phone, and log in again.',
  'answerGroups.notAgent': 'This person does not answer in the group. Ask an administrator.',
  'answerGroups.unknownReason': 'This reason is not on the list any more. Choose another.',
  'answerGroups.notTalking': 'The agent is in no call of the group right now.',
  'answerGroups.notWaiting': 'The caller does not wait any more.',
  'sounds.empty': 'There is no sound in it. Record again, or choose another file.',
  'sounds.notSound': 'This is no sound file that can be used. Choose a WAV, Ogg or WebM file.',
  'sounds.otherCodec': 'Files of this kind cannot be used. Save it as WAV, or as Ogg with Opus, and try again.',
  'sounds.cut': 'The end of the file is missing. Copy or record it again.',
  'sounds.tooLong': 'It is too long. Record or choose a shorter one.',
  'sounds.full': 'There are as many sounds as there may be. Delete one first.',
  'toAnswer.claimed': 'A colleague was faster, and sees to it.',
  'toAnswer.done': 'It has been handled already.',
  'rules.noMobile': 'Your contact card has no mobile number. Ask your administrator to enter it.',
  'calendar.notFound': 'That entry is no longer in the calendar.',
  'calendar.changed': 'The entry was changed in another window. It has been read anew: look at it and try again.',
  'calendar.nothingToUndo': 'There is nothing left to undo.',
  'calendar.endBeforeStart': 'It has to end after it begins. Choose a later end.',
  'calendar.past': 'It would be over already. Choose a time that is still to come.',
  'calendar.never': 'It would never take place: the repetition ends before the first time. Choose a later end.',
  'calendar.tooLong': 'It lasts too long. Choose an end within a year.',
  'calendar.tooMany': 'There are too many of them. Delete some that you do not need, then try again.',
  'calendar.roleGone': 'That role is no longer there. Choose another one.',
};
