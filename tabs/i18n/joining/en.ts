import type { Localised } from '../en';

/** What is said to who is nobody here yet, and of what an organisation is set up with. */
export const joiningTexts = {
  joining: {
    setUpTitle: 'Set up your organisation',
    setUpText:
      'You are the first administrator here. Say who you are and which numbers you have; all of it can be changed ' +
      'later in Administration.',
    organisation: 'The organisation',
    numbers: 'Extensions and numbers',
    you: 'You',
    name: 'Name',
    country: 'Country',
    countryHint: 'Numbers without a country code are read as this country’s.',
    language: 'Language',
    timeZone: 'Time zone',
    firstExtension: 'First extension',
    lastExtension: 'Last extension',
    extensionsHint: '2 to 6 digits, as many in both. New people get the next free one.',
    firstNumber: 'First number',
    lastNumber: 'Last number',
    rangeHint: 'The numbers that your operator has given you. Leave it empty if you have none yet.',
    addRange: 'Add a number series',
    removeRange: 'Remove the series',
    myName: 'Your name',
    myExtension: 'Your extension',
    myNumber: 'Your number',
    optional: 'May be left empty.',
    setUp: 'Set up',
    settingUp: 'Setting up',
    check: 'Check the fields that are marked.',
    needed: 'Is needed.',
    noExtension: '2 to 6 digits.',
    extensionOrder: 'Has as many digits as the first, and is not before it.',
    extensionOutside: 'Is one of the extensions above.',
    noNumber: 'Is no number of this country.',
    rangeOrder: 'Is not before the first, and at most 10,000 numbers after it.',
    waitTitle: 'Not set up yet',
    waitText:
      'An administrator of your organisation sets up the phone system. This page goes on by itself when that is done.',
    linkTitle: 'Welcome to {{organisation}}',
    linkText:
      'Your account is not linked to anybody in the phone system yet. Choose a way in; this page goes on by itself.',
    byPhone: 'With your desk phone',
    byPhoneText: 'Get a code and dial it on the phone on your desk. It holds once, for ten minutes.',
    getCode: 'Get a code',
    newCode: 'Get a new code',
    dial: 'Dial on your desk phone',
    validUntil: 'Holds until {{time}}',
    codeOver: 'The code has run out.',
    byAdministrator: 'By your administrator',
    byAdministratorText: 'Your administrator sees your name and your address, and lets you in with one press.',
    ask: 'Ask your administrator',
    asked: 'Your administrator has been asked.',
    askedText: 'This page goes on by itself as soon as you are let in.',
    refused: 'Your administrator has said no.',
    refusedText: 'Talk to each other, then ask again.',
    askAgain: 'Ask again',
    languages: { sv: 'Swedish', en: 'English' },
  },
};

export type JoiningTexts = Localised<typeof joiningTexts>;
