import { fill } from '../start/texts';
import type { EndReason } from './phone-state';
import type { Heard } from './hearing';
import type { Saying } from './voice';

const en = {
  desk: 'Desk phone',
  outside: 'Outside phone',
  device: 'Desk phone',
  allPeople: 'All people',
  language: 'Language',
  theme: 'Theme',
  starting: 'Starting',
  nobody: 'Nobody of that name has an extension in the demo organisations. ',
  silent: 'The browser keeps this page silent until you allow sound.',
  allowSound: 'Allow sound',
  connected: 'Connected',
  notConnected: 'Not connected',
  anonymous: 'Anonymous',
  idle: 'No call',
  calling: 'Calling {{who}}',
  otherRings: 'Calling {{who}}: it rings there',
  ringing: 'Call from {{who}}',
  active: 'In a call with {{who}}',
  held: 'On hold: {{who}}',
  ended: 'Call with {{who}} ended: {{why}}',
  transferAsked: '. Transfer under way',
  transferFailed: '. The transfer did not succeed',
  why: {
    transferred: 'Transferred',
    noAnswer: 'No answer',
    hungUp: 'Hung up',
    notAllowed: 'Not allowed',
    noSuchNumber: 'There is no such number',
    unreachable: 'Nobody can be reached now',
    busy: 'Busy',
    cancelled: 'Cancelled',
    noCommonAudio: 'The other side does not understand our audio',
    broken: 'Something went wrong in the switch',
    unavailable: 'The switch is not available',
    declined: 'Declined',
  } satisfies Record<EndReason, string>,
  failed: 'Failed: {{status}}',
  hearing: 'Hearing: {{what}}',
  heard: { silence: 'silence', tone: 'tone', speech: 'speech', music: 'music' } satisfies Record<Heard, string>,
  number: 'Number',
  hide: 'Hide my number',
  call: 'Call',
  answer: 'Answer',
  decline: 'Decline',
  hold: 'Hold',
  resume: 'Resume',
  transfer: 'Transfer',
  hangUp: 'Hang up',
  keypad: 'Keypad',
  says: 'This phone says',
  refused: 'The browser refuses the microphone.',
  sayings: { silence: 'Silence', tone: 'Tone', speech: 'Speech', microphone: 'Microphone' } satisfies Record<
    Saying,
    string
  >,
  pitch: 'Pitch of the tone, Hz',
  pitchHint: '100 to 3000. Give each phone its own, and you hear who is who.',
  byItself: 'Answer by itself',
  aboutDesk:
    'An ordinary SIP phone that knows nothing of Växel: it rings when {{name}} is called, and the calls on it can be ' +
    'moved to the tab and back.',
  aboutOutside:
    'A phone of another network: the company sees it as an outside number. Open the page with another number to have ' +
    'a second one.',
};

export type PhoneTexts = typeof en;

const sv: PhoneTexts = {
  desk: 'Bordstelefon',
  outside: 'Telefon utanför',
  device: 'Bordstelefon',
  allPeople: 'Alla personer',
  language: 'Språk',
  theme: 'Tema',
  starting: 'Startar',
  nobody: 'Ingen med det namnet har en anknytning i demoföretagen. ',
  silent: 'Webbläsaren håller sidan tyst tills du tillåter ljud.',
  allowSound: 'Tillåt ljud',
  connected: 'Ansluten',
  notConnected: 'Inte ansluten',
  anonymous: 'Anonym',
  idle: 'Inget samtal',
  calling: 'Ringer {{who}}',
  otherRings: 'Ringer {{who}}: det ringer där',
  ringing: 'Samtal från {{who}}',
  active: 'I samtal med {{who}}',
  held: 'Parkerad: {{who}}',
  ended: 'Samtalet med {{who}} är slut: {{why}}',
  transferAsked: '. Överföringen pågår',
  transferFailed: '. Överföringen lyckades inte',
  why: {
    transferred: 'Överfört',
    noAnswer: 'Inget svar',
    hungUp: 'Någon lade på',
    notAllowed: 'Inte tillåtet',
    noSuchNumber: 'Numret finns inte',
    unreachable: 'Ingen kan nås just nu',
    busy: 'Upptaget',
    cancelled: 'Avbrutet',
    noCommonAudio: 'Den andra sidan förstår inte vårt ljud',
    broken: 'Något gick fel i växeln',
    unavailable: 'Växeln är inte tillgänglig',
    declined: 'Avvisat',
  },
  failed: 'Misslyckades: {{status}}',
  hearing: 'Hör: {{what}}',
  heard: { silence: 'tystnad', tone: 'ton', speech: 'tal', music: 'musik' },
  number: 'Nummer',
  hide: 'Dölj mitt nummer',
  call: 'Ring',
  answer: 'Svara',
  decline: 'Avvisa',
  hold: 'Parkera',
  resume: 'Återta',
  transfer: 'Överför',
  hangUp: 'Lägg på',
  keypad: 'Knappsats',
  says: 'Telefonen säger',
  refused: 'Webbläsaren nekar mikrofonen.',
  sayings: { silence: 'Tystnad', tone: 'Ton', speech: 'Tal', microphone: 'Mikrofon' },
  pitch: 'Tonens höjd, Hz',
  pitchHint: '100 till 3000. Ge varje telefon sin egen, så hörs det vem som är vem.',
  byItself: 'Svara av sig själv',
  aboutDesk:
    'En vanlig SIP-telefon som inte vet något om Växel: den ringer när någon ringer {{name}}, och samtalen på ' +
    'den kan flyttas till fliken och tillbaka.',
  aboutOutside:
    'En telefon i ett annat nät: företaget ser den som ett nummer utanför. Öppna sidan med ett annat nummer för att ' +
    'få en till.',
};

/** English where the address says nothing: what tests of others find the buttons by. */
export const phoneTexts = (locale: string): PhoneTexts => (locale.startsWith('sv') ? sv : en);

/** Why a call ended, in words. */
export const whyText = (texts: PhoneTexts, reason: EndReason | number): string =>
  typeof reason === 'number' ? fill(texts.failed, { status: String(reason) }) : texts.why[reason];
