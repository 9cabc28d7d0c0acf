const en = {
  lead:
    'A company’s phone system inside Microsoft Teams. This is its local workplace: invented companies, a window that ' +
    'behaves like Teams, and a phone in the outside world. Nothing leaves your computer.',
  tryFirst: 'Try this first',
  steps: [
    'Open Anna Lind and Björn Åkesson below, each in a window of its own. They are signed in at once.',
    'Write “björn” in Anna’s field, press Enter, and answer in Björn’s window.',
    'Open the outside phone and call {{number}}: the call comes to Anna.',
    'Close Anna’s window and call again: the missed call is in her chat when you open her anew.',
  ],
  toolbar: 'How to open',
  language: 'Language',
  theme: 'Theme',
  loading: 'Fetching the people',
  failed: 'The server does not answer. Start it again and reload this page.',
  outside: 'The outside world',
  openOutside: 'Open an outside phone',
  outsideNumbers: '{{own}}. The company’s number is {{company}}, Anna’s {{anna}}.',
  openAs: 'Open as {{name}}',
  deskPhone: 'Desk phone',
  deskPhoneOf: 'Desk phone of {{name}}',
  mobile: 'Mobile {{number}}',
  mobileOf: 'Mobile {{number}} of {{name}}',
  extension: 'Extension {{extension}}',
  notLinked: 'A Microsoft account that no user of the phone system is linked to',
  roles: { user: 'user', supervisor: 'supervisor', administrator: 'administrator' },
};

export type StartTexts = typeof en;

const sv: StartTexts = {
  lead:
    'Företagets telefonväxel i Microsoft Teams. Det här är den lokala arbetsplatsen: påhittade företag, ett fönster ' +
    'som beter sig som Teams och en telefon utanför företaget. Inget lämnar din dator.',
  tryFirst: 'Börja så här',
  steps: [
    'Öppna Anna Lind och Björn Åkesson här nedanför, i var sitt fönster. De är inloggade direkt.',
    'Skriv ”björn” i Annas fält, tryck på Enter och svara i Björns fönster.',
    'Öppna telefonen utanför och ring {{number}}: samtalet kommer till Anna.',
    'Stäng Annas fönster och ring igen: det missade samtalet ligger i hennes chatt när du öppnar henne på nytt.',
  ],
  toolbar: 'Så öppnas fönstren',
  language: 'Språk',
  theme: 'Tema',
  loading: 'Hämtar personerna',
  failed: 'Servern svarar inte. Starta den igen och läs in sidan på nytt.',
  outside: 'Utanför företaget',
  openOutside: 'Öppna en telefon utanför',
  outsideNumbers: '{{own}}. Företagets nummer är {{company}}, Annas {{anna}}.',
  openAs: 'Öppna som {{name}}',
  deskPhone: 'Bordstelefon',
  deskPhoneOf: 'Bordstelefon för {{name}}',
  mobile: 'Mobil {{number}}',
  mobileOf: 'Mobil {{number}} för {{name}}',
  extension: 'Anknytning {{extension}}',
  notLinked: 'Ett Microsoft-konto som inte är kopplat till någon användare i växeln',
  roles: { user: 'användare', supervisor: 'arbetsledare', administrator: 'administratör' },
};

export const startTexts = (locale: string): StartTexts => (locale.startsWith('sv') ? sv : en);

/** Puts values into the places of a text, written as in the tab's texts. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
}
