import { error, outcome, reason } from './en-outcomes';

export const en = {
  app: { name: 'Växel', loading: 'Loading' },
  nav: {
    label: 'Sections',
    calls: 'Calls',
    contacts: 'Contacts',
    voicemail: 'Voicemail',
    calendar: 'Calendar',
    administration: 'Administration',
    help: 'Help',
    settings: 'Settings',
    missed_one: '{{count}} missed call',
    missed_other: '{{count}} missed calls',
    unheard_one: '{{count}} new',
    unheard_other: '{{count}} new',
  },
  search: {
    label: 'Search or enter a number',
    results: 'Search results',
    latest: 'Latest calls',
    clear: 'Clear',
  },
  keypad: {
    title: 'Keypad',
  },
  show: { title: 'Number to show', prefix: 'Show', anonymous: 'Anonymous' },
  activity: { button: 'Activity: {{what}}', until: '{{what}} until {{when}}' },
  profile: { title: 'Profile' },
  action: {
    call: 'Call',
    callWho: 'Call {{who}}',
    callBack: 'Call back',
    callBackWho: 'Call back {{who}}',
    callAgainWho: 'Call {{who}} again',
    transferNow: 'Transfer now',
    callFirst: 'Call first',
    retry: 'Try again',
    reload: 'Reload',
  },
  day: {
    title: 'My day',
    empty: 'All quiet',
    emptyHint: 'Missed calls and whoever is calling appear here.',
    callBack: 'To call back',
    nobodyWaits: 'Nobody waits for you to call back.',
    again: 'Call again',
    times_one: '{{count}} time',
    times_other: '{{count}} times',
  },
  history: {
    title: 'Calls',
    list: 'Call list',
    show: 'Show',
    all: 'All',
    missed: 'Missed',
    search: 'Search in calls',
    more: 'More',
    empty: 'No calls yet',
    emptyHint: 'Calls you make and receive appear here.',
    emptyMissed: 'No missed calls',
    emptyMissedHint: 'You have answered everything. Well done.',
    emptySearch: 'No call matches “{{text}}”',
    today: 'Today',
    yesterday: 'Yesterday',
    through: 'through {{group}}',
    to: 'to {{number}}',
    connectedTo: 'Connected to {{who}}',
    cameBack: 'Came back from {{who}}',
    anonymous: 'Anonymous',
    failed: 'The list could not be read',
  },
  duration: { h: '{{h}} h {{m}} min', m: '{{m}} min', ms: '{{m}} min {{s}} s', s: '{{s}} s' },
  call: {
    panel: 'Current calls',
    none: 'No call right now',
    noneHint: 'Incoming calls appear here.',
    hideCalls: 'Hide calls',
  },
  place: { here: 'This tab', thisWindow: 'This window', popout: 'Own window', mobile: 'Mobile' },
  callFrom: { title: 'Call from' },
  rings: {
    noMicrophone: 'no microphone here',
    unknown: 'Where calls ring is not known right now',
    on: 'Rings on: {{devices}}',
    nowhere: 'Rings nowhere right now',
    thisTab: 'this tab',
    thisWindow: 'this window',
    starting: 'Connecting the phone…',
    sound: 'Click here to let calls ring aloud',
  },
  reason,
  error,
  outcome,
  ownWindow: { label: 'Own window' },
  banner: {
    retry: 'Try now',
    parts: 'A part of the page could not be loaded.',
    partsHint: 'It is being tried again. If it does not come, reload the page.',
    partsPhone: 'Until it is here, calls do not ring in this window. If it does not come, reload the page.',
  },
  gate: {
    choose: {
      title: 'Who are you?',
      text: 'This is the local workplace. Choose one of the demo people on the first page.',
      action: 'To the first page',
    },
    notLinked: {
      title: 'Your account is not linked yet',
      text:
        'You are signed in, but your Microsoft account does not belong to any phone user. Ask your administrator to ' +
        'link it, then try again.',
    },
    noOrganisation: {
      title: 'Not set up yet',
      text:
        'Your organisation may sign in here but has not been entered into the phone system. Its administrator does ' +
        'that: see First organisation in the README. Then try again.',
    },
    otherOrganisation: {
      title: 'Another organisation',
      text: 'Your organisation does not use this phone system. Sign in with the account of your work, then try again.',
    },
    refused: { title: 'You could not be signed in', text: 'The sign-in was not accepted.' },
    gone: { title: 'The phone system cannot be reached', text: 'Trying again by itself.' },
    crashed: {
      title: 'Something went wrong on this page',
      text: 'Calls go on in the phone system. Reload to see them again.',
    },
    goodbye: { title: 'You are signed out', text: 'Calls no longer ring in this window.', action: 'Sign in again' },
    code: 'Code for support: {{code}}',
  },
};

/** The shape that every language fills completely; texts are strings at the same places. */
export type Texts = Localised<typeof en>;
export type Localised<T> = { readonly [K in keyof T]: T[K] extends string ? string : Localised<T[K]> };
