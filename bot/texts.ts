import type { Language } from '../src/notifications/card-sender';

/** Every sentence of the bot. */
const texts = {
  en: {
    missedCall: 'Missed call',
    anonymous: 'Anonymous caller',
    number: 'Number',
    extension: 'Extension',
    when: 'When',
    through: 'Through',
    callBack: 'Call back',
    markHandled: 'Mark as handled',
    calledBack: (time: string) => `You called back ${time}`,
    handled: (time: string) => `Handled ${time}`,
    fallback: (who: string, when: string) => `Missed call from ${who}, ${when}`,
    welcomeTitle: 'Växel is here',
    welcome: 'I tell you in this chat when you have missed a call. From the card you can call back, or mark the call as handled.',
    openPhone: 'Open the phone',
    help: 'I tell you in this chat when you have missed a call. On the card, “Call back” opens your phone with the number and asks before it dials, and “Mark as handled” puts the card away. When you have called back, the card says so by itself.\n\nCommands: “help” shows this text.',
    notUnderstood: 'I do not understand that. Write “help” to see what I can do.',
    cardGone: 'This call is not in your call list any more.',
    tryAgain: 'That did not work right now. Try again.',
  },
  sv: {
    missedCall: 'Missat samtal',
    anonymous: 'Dolt nummer',
    number: 'Nummer',
    extension: 'Anknytning',
    when: 'När',
    through: 'Via',
    callBack: 'Ring upp',
    markHandled: 'Markera som hanterat',
    calledBack: (time: string) => `Du ringde upp ${time}`,
    handled: (time: string) => `Hanterat ${time}`,
    fallback: (who: string, when: string) => `Missat samtal från ${who}, ${when}`,
    welcomeTitle: 'Växel är här',
    welcome: 'Jag berättar i den här chatten när du har missat ett samtal. På kortet kan du ringa upp eller markera samtalet som hanterat.',
    openPhone: 'Öppna telefonen',
    help: 'Jag berättar i den här chatten när du har missat ett samtal. På kortet öppnar ”Ring upp” telefonen med numret och frågar innan den ringer, och ”Markera som hanterat” lägger undan kortet. När du har ringt upp står det på kortet av sig självt.\n\nKommandon: ”hjälp” visar den här texten.',
    notUnderstood: 'Det förstår jag inte. Skriv ”hjälp” för att se vad jag kan.',
    cardGone: 'Samtalet finns inte längre i din samtalslista.',
    tryAgain: 'Det gick inte just nu. Försök igen.',
  },
} as const;

export type Texts = (typeof texts)['en'] | (typeof texts)['sv'];

export function textsIn(language: Language): Texts {
  return texts[language];
}
