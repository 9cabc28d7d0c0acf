import type { AdministrationTexts } from './en';

export const links: AdministrationTexts['links'] = {
  waiting: 'Väntar',
  none: 'Ingen väntar',
  noneHint: 'Den som loggar in och inte finns i växeln kan be att få komma in. Begäran står då här.',
  asked: 'Frågade: {{when}}',
  refusedMark: 'Avvisad',
  link: 'Koppla till',
  newPerson: 'Ny person, anknytning {{extension}}',
  newPersonFull: 'Ny person (ingen anknytning är ledig)',
  accept: 'Godkänn',
  acceptName: 'Godkänn {{name}}',
  refuse: 'Avvisa',
  refuseName: 'Avvisa {{name}}',
  accepted: '{{name}} är insläppt.',
  refused: '{{name}} är avvisad.',
};

export const organisation: AdministrationTexts['organisation'] = {
  title: 'Organisation',
  mailDomains: 'E-postdomäner',
  mailDomainsHint:
    'Konton med en verifierad adress i dem kopplas av sig själva till den som har adressen. En på varje rad.',
  badDomain: 'Är ingen domän.',
  saved: 'Sparat.',
  unchanged: 'Inget har ändrats.',
  recording: {
    title: 'Inspelning av samtal',
    consent: 'Får samtal spelas in?',
    to: {
      off: 'Nej',
      announce: 'Ja, och en röst säger det först',
      askKey: 'Ja, om de andra trycker 1',
      toneOnly: 'Ja, och en ton hörs först',
    },
    hint: {
      off: 'Ingen kan spela in samtal.',
      announce: 'Alla kan spela in sina samtal. De som är med hör att samtalet spelas in innan något sparas.',
      askKey: 'Alla kan spela in sina samtal. Trycker någon inte 1 spelas inget in.',
      toneOnly: 'Alla kan spela in sina samtal. Välj detta bara där alla berörda vet vad tonen betyder.',
    },
    groups: 'Spelas in automatiskt',
    groupsHint: 'Samtal till de här svarsgrupperna spelas in så snart en agent har svarat.',
    own: 'Den som har spelat in får lyssna',
    ownHint:
      'Administratörer, och arbetsledare på samtal till sina grupper, får alltid lyssna. Det antecknas vem som ' +
      'gör det.',
    keep: 'Dagar som inspelningar sparas',
  },
  voicemail: {
    title: 'Röstbrevlåda',
    enabled: 'Röstbrevlåda',
    hint: 'Samtal som ingen svarar på kan lämna ett meddelande.',
    keepHeard: 'Dagar som hörda meddelanden sparas',
    keepUnheard: 'Dagar som ohörda meddelanden sparas',
    transcribe: 'Skriv ned meddelanden',
    transcribeHint:
      'Det som sägs i nya meddelanden skickas till den maskin som servern har fått och kan läsas bredvid ' +
      'dem. Det kan bli fel.',
    noTranscriber: 'Den här servern har ingen maskin som skriver ned meddelanden.',
  },
  personal: 'Personuppgifter',
  personalHint: 'Ge en person allt som finns lagrat om den, eller radera personen. Båda delarna står i loggen.',
  person: 'Person',
  findPerson: 'Sök en person',
  exportJson: 'Exportera som JSON',
  exportCsv: 'Exportera som CSV',
  erase: 'Radera personen',
  eraseTitle: 'Radera {{name}}?',
  eraseText:
    'Personen, dess egna kontakter, enheter och samtalslista försvinner genast och går inte att få tillbaka. I ' +
    'andras samtalslistor står tiden kvar, med ”Borttagen person”.',
  erased: '{{name}} är raderad.',
};
