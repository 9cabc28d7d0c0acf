import type { Settings } from '../settings/settings';
import type { ReachReason, RouteReason, StepKind, TraceFacts, TraceStep } from './trace';

type Language = NonNullable<Settings['language']>;

interface Texts {
  readonly listing: { readonly locale: string; readonly none: string };
  readonly side: Readonly<Record<TraceStep['side'], string>>;
  readonly why: Readonly<Record<ReachReason, string>>;
  /** `what` names the devices or the number, `time` how long. */
  readonly step: Readonly<Record<StepKind, (what: string, time: string) => string>>;
  readonly forTime: (seconds: number) => string;
  readonly since: string;
  readonly because: Readonly<Record<RouteReason, string>>;
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    listing: { locale: 'en', none: 'no device' },
    side: { caller: 'Caller', callee: 'Called party', guest: 'Added participant' },
    why: {
      call: 'call',
      transfer: 'transfer',
      return: 'back from a transfer',
      anchor: 'connection lost',
      move: 'move',
      add: 'added to the call',
    },
    step: {
      ringDevices: (what, time) => `rings ${what}${time}`,
      ringAlso: (what, time) => `goes on, and rings ${what} too${time}`,
      ringReachable: (what, time) => `rings what can be reached (${what})${time}`,
      ringPerson: (what, time) => `goes on to ${what}${time}`,
      dialOutside: (what, time) => `dials ${what}${time}`,
      wait: (_, time) => `waits for a device${time}`,
      say: () => 'says so to the other side',
      echo: (_, time) => `sends the other side its own words back${time}`,
      greet: () => 'greets the other side',
      record: (_, time) => `records what the other side says${time}`,
      mailbox: () => 'has the mailbox speak',
      queue: () => 'waits for the answer group',
      goodbye: () => 'says goodbye to the other side',
      end: () => 'stops trying',
    },
    forTime: (seconds) => ` for ${seconds} s`,
    since: 'since',
    because: {
      devicesReachable: 'these devices can be reached',
      noDeviceReachable: 'no device can be reached',
      notInThisRole: 'no device that rings in the role which holds can be reached',
      outsideNumber: 'it is a number outside the organisation',
      emergencyNumber: 'it is an emergency number',
      nobodyAnswered: 'nobody answered',
      toVoicemail: 'it is the voicemail’s turn',
      greetingInActivity: 'it is the voicemail’s turn, with the greeting for this activity',
      greetingComposed: 'it is the voicemail’s turn, and it says what the activity does',
      greetingForColleagues: 'it is the voicemail’s turn, with the greeting for colleagues',
      greetingForOutside: 'it is the voicemail’s turn, with the greeting for callers from outside',
      ownGreeting: 'it is the voicemail’s turn, with a greeting of its own',
      ownMailbox: 'it is the caller’s own mailbox',
      toAnswerGroup: 'the number is an answer group’s',
      sentOnByGroup: 'the answer group sends the caller on',
      calledBackByGroup: 'the answer group calls back',
      ownNumber: 'it is the caller’s own number',
      unknownNumber: 'the number is not in use',
      numberToShowNotYours: 'the number to show is not the caller’s',
      outsideNotAllowed: 'the caller may not call outside the organisation',
      countryNotAllowed: 'the organisation allows no calls to that country',
      classNotAllowed: 'numbers of that kind are not for the caller',
      notNow: 'the caller may call there in the opening hours only',
      closedDay: 'the organisation is closed that day, and the caller may call there in the opening hours only',
      numberNotAllowed: 'the number is barred',
      ownDeviceFirst: 'the caller chose to speak on this device',
      forwarded: 'calls are forwarded there',
      byRule: 'a rule says so',
      vip: 'the caller is a VIP',
      loop: 'the call has come round',
      forwardLeftOut: 'it may not be forwarded',
      calledBackByHelp: 'help may be calling back',
      selfTest: 'it is a test of one’s own sound',
      codeDone: 'the code was carried out',
      codeRefused: 'the code is not valid',
      moved: 'the call was moved there',
      supervised: 'a supervisor takes part',
      transferNotTaken: 'the transfer was not taken',
      connectionLost: 'the connection was lost',
      didNotComeBack: 'nobody came back',
      callerBlocked: 'the caller is blocked',
    },
  },
  sv: {
    listing: { locale: 'sv', none: 'ingen enhet' },
    side: { caller: 'Den som ringer', callee: 'Den uppringda', guest: 'Tillagd deltagare' },
    why: {
      call: 'samtal',
      transfer: 'koppling',
      return: 'tillbaka från koppling',
      anchor: 'tappad anslutning',
      move: 'flytt',
      add: 'tillagd i samtalet',
    },
    step: {
      ringDevices: (what, time) => `ringer på ${what}${time}`,
      ringAlso: (what, time) => `fortsätter och ringer även ${what}${time}`,
      ringReachable: (what, time) => `ringer på det som går att nå (${what})${time}`,
      ringPerson: (what, time) => `går vidare till ${what}${time}`,
      dialOutside: (what, time) => `ringer upp ${what}${time}`,
      wait: (_, time) => `väntar på en enhet${time}`,
      say: () => 'säger det till den andra sidan',
      echo: (_, time) => `skickar tillbaka det den andra sidan säger${time}`,
      greet: () => 'hälsar den andra sidan',
      record: (_, time) => `spelar in det den andra sidan säger${time}`,
      mailbox: () => 'låter brevlådan tala',
      queue: () => 'väntar på svarsgruppen',
      goodbye: () => 'säger hej då till den andra sidan',
      end: () => 'slutar försöka',
    },
    forTime: (seconds) => ` i ${seconds} s`,
    since: 'eftersom',
    because: {
      devicesReachable: 'de enheterna går att nå',
      noDeviceReachable: 'ingen enhet går att nå',
      notInThisRole: 'ingen enhet som ringer i rollen som gäller går att nå',
      outsideNumber: 'numret finns utanför organisationen',
      emergencyNumber: 'det är ett nödnummer',
      nobodyAnswered: 'ingen svarade',
      toVoicemail: 'det är röstbrevlådans tur',
      greetingInActivity: 'det är röstbrevlådans tur, med hälsningen för hänvisningen',
      greetingComposed: 'det är röstbrevlådans tur, och den säger vad hänvisningen säger',
      greetingForColleagues: 'det är röstbrevlådans tur, med hälsningen till kollegor',
      greetingForOutside: 'det är röstbrevlådans tur, med hälsningen till dem som ringer utifrån',
      ownGreeting: 'det är röstbrevlådans tur, med en egen hälsning',
      ownMailbox: 'det är den uppringandes egen brevlåda',
      toAnswerGroup: 'numret är en svarsgrupps',
      sentOnByGroup: 'svarsgruppen skickar samtalet vidare',
      calledBackByGroup: 'svarsgruppen ringer upp',
      ownNumber: 'det är det egna numret',
      unknownNumber: 'numret används inte',
      numberToShowNotYours: 'visningsnumret är någon annans',
      outsideNotAllowed: 'den som ringer får inte ringa utanför organisationen',
      countryNotAllowed: 'organisationen tillåter inte samtal till det landet',
      classNotAllowed: 'den som ringer får inte ringa nummer av det slaget',
      notNow: 'den som ringer får ringa dit bara under öppettiderna',
      closedDay: 'det är stängt den dagen, och den som ringer får ringa dit bara under öppettiderna',
      numberNotAllowed: 'numret är spärrat',
      ownDeviceFirst: 'den som ringer ville tala i den enheten',
      forwarded: 'samtal vidarekopplas dit',
      byRule: 'en regel säger det',
      vip: 'den som ringer är VIP',
      loop: 'samtalet har gått runt',
      forwardLeftOut: 'det får inte kopplas vidare',
      calledBackByHelp: 'larmcentralen kan ringa tillbaka',
      selfTest: 'det är ett test av det egna ljudet',
      codeDone: 'koden är utförd',
      codeRefused: 'koden gäller inte',
      moved: 'samtalet flyttades dit',
      supervised: 'en arbetsledare deltar',
      transferNotTaken: 'kopplingen togs inte emot',
      connectionLost: 'anslutningen tappades',
      didNotComeBack: 'ingen kom tillbaka',
      callerBlocked: 'den som ringer är blockerad',
    },
  },
};

/**
 * What a call did and why, as a sentence: "Called party (call): rings Teams tab and Desk phone for 20 s, since these
 * devices can be reached."
 */
export function traceText({ side, why, step, because, facts }: TraceStep, language: Language): string {
  const words = texts[language];
  const time = facts.forMs === undefined ? '' : words.forTime(Math.round(facts.forMs / 1_000));
  const what = words.step[step](whatOf(step, facts, words.listing), time);
  return `${words.side[side]} (${words.why[why]}): ${what}, ${words.since} ${words.because[because]}.`;
}

function whatOf(
  step: StepKind,
  { number, devices, person, also }: TraceFacts,
  { locale, none }: Texts['listing'],
): string {
  if (number !== undefined) return number;
  const listed = new Intl.ListFormat(locale);
  const list = (labels: readonly string[]): string => (labels.length === 0 ? none : listed.format(labels));
  const besides = also ? [`${also.name ?? '–'} (${list(also.devices)})`] : [];
  if (step === 'ringAlso') return list(besides);
  const rung = list(devices);
  return listed.format([person == null ? rung : `${person} (${rung})`, ...besides]);
}
