import type { LaterTexts } from './en-later';

export const toAnswer: LaterTexts['toAnswer'] = {
  title: 'Att besvara',
  failed: 'Det gick inte att läsa vilka som ska ringas upp',
  nobody: 'Ingen kvar att ringa',
  more: 'Det finns fler. De visas när de här är klara.',
  why: {
    abandoned: 'La på i väntan på svar',
    timeout: 'Väntade för länge',
    voicemail: 'Lämnade ett röstmeddelande',
    callbackFailed: 'Gick inte att ringa upp',
    closed: 'Ville bli uppringd, men gruppen stängde',
  },
  times_one: '{{what}}, {{count}} samtal',
  times_other: '{{what}}, {{count}} samtal',
  since: 'sedan {{time}}',
  claimedBy: '{{who}} tar hand om det',
  claimedByMe: 'Du tar hand om det',
  rests: 'Vilar till {{time}}',
  claim: 'Ta hand om',
  snooze: 'Påminn mig',
  snoozes: { hour: 'Om 1 timme', hours: 'Om 3 timmar', tomorrow: 'I morgon 08:00' },
  done: 'Klar',
  handled: 'Klart: {{who}}',
};
