import type { Language } from '../src/notifications/card-sender';

/** Every sentence of the bot. */
const texts = {
  en: {
    missedCall: 'Missed call',
    voicemail: 'Voicemail',
    voicemailFrom: (who: string, when: string) => `Voicemail from ${who}, ${when}`,
    length: 'Length',
    play: 'Play',
    heard: 'Heard',
    writtenByMachine: 'Written by a machine',
    disconnected: 'The call was disconnected',
    anonymous: 'Anonymous caller',
    number: 'Number',
    extension: 'Extension',
    when: 'When',
    through: 'Through',
    calledNumber: 'To',
    callBack: 'Call back',
    call: 'Call',
    isFree: (who: string) => `${who} is free now`,
    markHandled: 'Mark as handled',
    calledBack: (time: string) => `You called back ${time}`,
    handled: (time: string) => `Handled ${time}`,
    missedFrom: (who: string, when: string) => `Missed call from ${who}, ${when}`,
    disconnectedWith: (who: string, when: string) => `The call with ${who} was disconnected, ${when}`,
    waiting: (who: string) => `Your call with ${who} is waiting`,
    waitingAnonymous: 'Your call with an anonymous caller is waiting',
    waitingSince: 'Waiting since',
    returnToCall: 'Return to call',
    welcomeTitle: 'Växel is here',
    welcome:
      'I tell you in this chat when you have missed a call, and when a call waits for you. From the card you can ' +
      'call back, mark the call as handled, or return to the call.',
    openPhone: 'Open the phone',
    help:
      'I tell you in this chat when you have missed a call. On the card, “Call back” opens your phone with the ' +
      'number and asks before it dials, and “Mark as handled” puts the card away. “Play” opens what the caller has ' +
      'left. When you have called back, the card says so by itself. When you leave the app in the middle of a call, ' +
      'the call waits for you: “Return to call” brings you back to it.\n\nCommands: an activity sets it, such as ' +
      '“lunch”, “meeting 45” or “lunch until 13:00”; “reset” takes it away. In answer groups ' +
      '“queue” tells who waits, and “login Support”, “logout” and “pause lunch” say whether you take calls. “help” ' +
      'shows this text.',
    notUnderstood: 'I do not understand that. Write “help” to see what I can do.',
    activitySet: (what: string) => `Your activity is ${what} now.`,
    activityUntil: (what: string, when: string) => `Your activity is ${what} until ${when}.`,
    activityNeedsEnd:
      'That activity needs an end. Write for example “holiday 10080”, the minutes, or set it in the tab.',
    activityNotUnderstood: (names: string) =>
      'I did not understand that. Write an activity with minutes or a time, such as “lunch 45” or ' +
      `“lunch until 13:00”. You have: ${names}.`,
    longWait: (group: string) => `Long wait in ${group}`,
    waitingCallers: 'Waiting',
    openGroups: 'Open answer groups',
    groupAgents: (group: string, available: number, agents: number) =>
      `${group}: ${available} of ${agents} ${agents === 1 ? 'agent' : 'agents'} available.`,
    groupWaiting: (waiting: number, longest: string) => `${waiting} waiting, longest ${longest}.`,
    nobodyWaits: 'Nobody is waiting.',
    loggedIn: (groups: string) => `You are logged in to ${groups}.`,
    loggedOut: (groups: string) => `You are logged out of ${groups}.`,
    resumed: (groups: string) => `You take calls in ${groups} again.`,
    paused: (reason: string) => `You are paused: ${reason}.`,
    whichGroup: (groups: string) => `You do not answer in that group. You have: ${groups || '–'}.`,
    whichReason: (reasons: string) => `Write why you pause, such as “pause lunch”. There are: ${reasons || '–'}.`,
    noDevice: 'No device of yours can be reached. Open Växel in Teams, or connect a phone, and log in again.',
    notLoggedIn: 'You are not logged in to any answer group. Write “login”.',
    cardGone: 'This call is not in your call list any more.',
    tryAgain: 'That did not work right now. Try again.',
  },
  sv: {
    missedCall: 'Missat samtal',
    voicemail: 'Röstmeddelande',
    voicemailFrom: (who: string, when: string) => `Röstmeddelande från ${who}, ${when}`,
    length: 'Längd',
    play: 'Spela',
    heard: 'Hört',
    writtenByMachine: 'Skrivet av en maskin',
    disconnected: 'Samtalet bröts',
    anonymous: 'Dolt nummer',
    number: 'Nummer',
    extension: 'Anknytning',
    when: 'När',
    through: 'Via',
    calledNumber: 'Till',
    callBack: 'Ring upp',
    call: 'Ring',
    isFree: (who: string) => `${who} är ledig nu`,
    markHandled: 'Markera som hanterat',
    calledBack: (time: string) => `Du ringde upp ${time}`,
    handled: (time: string) => `Hanterat ${time}`,
    missedFrom: (who: string, when: string) => `Missat samtal från ${who}, ${when}`,
    disconnectedWith: (who: string, when: string) => `Samtalet med ${who} bröts, ${when}`,
    waiting: (who: string) => `Ditt samtal med ${who} väntar`,
    waitingAnonymous: 'Ditt samtal med ett dolt nummer väntar',
    waitingSince: 'Väntar sedan',
    returnToCall: 'Tillbaka till samtalet',
    welcomeTitle: 'Växel är här',
    welcome:
      'Jag berättar i den här chatten när du har missat ett samtal och när ett samtal väntar på dig. På kortet kan ' +
      'du ringa upp, markera samtalet som hanterat eller gå tillbaka till samtalet.',
    openPhone: 'Öppna telefonen',
    help:
      'Jag berättar i den här chatten när du har missat ett samtal. På kortet öppnar ”Ring upp” telefonen med numret ' +
      'och frågar innan den ringer, och ”Markera som hanterat” lägger undan kortet. ”Spela” öppnar vad den ' +
      'som ringde har lämnat. När du har ringt upp står det på kortet av sig självt. Lämnar du appen mitt i ett ' +
      'samtal väntar samtalet på dig: ”Tillbaka till samtalet” för dig tillbaka till det.\n\nKommandon: en ' +
      'hänvisning anger den, som ”lunch”, ”möte 45” eller ”lunch till 13:00”; ”återställ” tar bort den. I ' +
      'svarsgrupper berättar ”kö” vilka som väntar, och ”logga in Support”, ”logga ut” och ”paus lunch” säger om du ' +
      'tar samtal. ”hjälp” visar den här texten.',
    notUnderstood: 'Det förstår jag inte. Skriv ”hjälp” för att se vad jag kan.',
    activitySet: (what: string) => `Din hänvisning är nu ${what}.`,
    activityUntil: (what: string, when: string) => `Din hänvisning är ${what} till ${when}.`,
    activityNeedsEnd:
      'Den hänvisningen behöver en sluttid. Skriv minuter eller en tid efter den, eller ange den i fliken.',
    activityNotUnderstood: (names: string) =>
      'Det förstod jag inte. Skriv en hänvisning med minuter eller en tid, som ”lunch 45” eller ' +
      `”lunch till 13:00”. Du har: ${names}.`,
    longWait: (group: string) => `Lång väntan i ${group}`,
    waitingCallers: 'Väntar',
    openGroups: 'Öppna svarsgrupper',
    groupAgents: (group: string, available: number, agents: number) =>
      `${group}: ${available} av ${agents} ${agents === 1 ? 'agent' : 'agenter'} tillgängliga.`,
    groupWaiting: (waiting: number, longest: string) => `${waiting} väntar, längst ${longest}.`,
    nobodyWaits: 'Ingen väntar.',
    loggedIn: (groups: string) => `Du är inloggad i ${groups}.`,
    loggedOut: (groups: string) => `Du är utloggad ur ${groups}.`,
    resumed: (groups: string) => `Du tar samtal i ${groups} igen.`,
    paused: (reason: string) => `Du har paus: ${reason}.`,
    whichGroup: (groups: string) => `Du svarar inte i den gruppen. Du har: ${groups || '–'}.`,
    whichReason: (reasons: string) => `Skriv varför du tar paus, som ”paus lunch”. Det finns: ${reasons || '–'}.`,
    noDevice: 'Ingen av dina enheter kan nås. Öppna Växel i Teams, eller anslut en telefon, och logga in igen.',
    notLoggedIn: 'Du är inte inloggad i någon svarsgrupp. Skriv ”logga in”.',
    cardGone: 'Samtalet finns inte längre i din samtalslista.',
    tryAgain: 'Det gick inte just nu. Försök igen.',
  },
} as const;

export type Texts = (typeof texts)['en'] | (typeof texts)['sv'];

export function textsIn(language: Language): Texts {
  return texts[language];
}
