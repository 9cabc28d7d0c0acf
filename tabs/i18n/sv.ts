import type { Texts } from './en';
import { outcomeTexts } from './sv-outcomes';

export const sv: Texts = {
  app: { name: 'Växel', loading: 'Läser in' },
  nav: {
    label: 'Huvudmeny',
    calls: 'Samtal',
    contacts: 'Kontakter',
    calendar: 'Kalender',
    administration: 'Administration',
    help: 'Hjälp',
    settings: 'Inställningar',
    missed_one: '{{count}} missat samtal',
    missed_other: '{{count}} missade samtal',
  },
  search: {
    label: 'Sök eller slå nummer',
    results: 'Sökträffar',
    latest: 'Senaste samtal',
    clear: 'Rensa',
  },
  keypad: {
    title: 'Knappsats',
  },
  show: { title: 'Visningsnummer', prefix: 'Visar', anonymous: 'Anonym' },
  activity: { button: 'Hänvisning: {{what}}', until: '{{what}} till {{when}}' },
  profile: { title: 'Profil' },
  action: {
    call: 'Ring',
    callWho: 'Ring {{who}}',
    transferNow: 'Koppla direkt',
    callFirst: 'Ring först',
    retry: 'Försök igen',
    reload: 'Läs in sidan igen',
  },
  history: {
    title: 'Samtal',
    list: 'Samtalslista',
    show: 'Visa',
    all: 'Alla',
    missed: 'Missade',
    search: 'Sök bland samtal',
    more: 'Mer',
    empty: 'Inga samtal än',
    emptyHint: 'Samtal som du ringer och tar emot visas här.',
    emptyMissed: 'Inga missade samtal',
    emptyMissedHint: 'Du har svarat på alla samtal.',
    emptySearch: 'Inga samtal hittades för ”{{text}}”',
    today: 'I dag',
    yesterday: 'I går',
    through: 'via {{group}}',
    to: 'till {{number}}',
    connectedTo: 'Kopplad till {{who}}',
    cameBack: 'Kom tillbaka från {{who}}',
    anonymous: 'Dolt nummer',
    failed: 'Listan kunde inte läsas in',
  },
  duration: { h: '{{h}} h {{m}} min', m: '{{m}} min', ms: '{{m}} min {{s}} s', s: '{{s}} s' },
  call: {
    panel: 'Pågående samtal',
    none: 'Inga samtal just nu',
    noneHint: 'Inkommande samtal visas här.',
    hideCalls: 'Dölj samtal',
  },
  place: { here: 'Den här fliken', thisWindow: 'Det här fönstret', popout: 'Eget fönster', mobile: 'Mobil' },
  callFrom: { title: 'Ring från' },
  rings: {
    noMicrophone: 'ingen mikrofon här',
    unknown: 'Just nu går det inte att se var samtal ringer',
    on: 'Ringer på: {{devices}}',
    nowhere: 'Ringer ingenstans just nu',
    thisTab: 'den här fliken',
    thisWindow: 'det här fönstret',
    starting: 'Ansluter telefonen…',
    sound: 'Klicka här för att slå på ringsignalen',
  },
  ownWindow: { label: 'Eget fönster' },
  banner: {
    retry: 'Försök nu',
    parts: 'En del av sidan kunde inte läsas in.',
    partsHint: 'Ett nytt försök görs. Kommer den inte, läs in sidan igen.',
    partsPhone: 'Tills den är här ringer inga samtal i det här fönstret. Kommer den inte, läs in sidan igen.',
  },
  gate: {
    choose: {
      title: 'Vem är du?',
      text: 'Det här är den lokala arbetsplatsen. Välj en av demopersonerna på startsidan.',
      action: 'Till startsidan',
    },
    notLinked: {
      title: 'Ditt konto är inte kopplat än',
      text:
        'Du är inloggad, men ditt Microsoft-konto hör inte till någon telefonanvändare. Be din administratör koppla ' +
        'det och försök sedan igen.',
    },
    noOrganisation: {
      title: 'Inte inrättat än',
      text:
        'Din organisation får logga in här men är inte inlagd i växeln. Det gör administratören: se First ' +
        'organisation i README. Försök sedan igen.',
    },
    otherOrganisation: {
      title: 'En annan organisation',
      text: 'Din organisation använder inte den här växeln. Logga in med ditt arbetskonto och försök igen.',
    },
    refused: { title: 'Du kunde inte loggas in', text: 'Inloggningen godkändes inte.' },
    gone: { title: 'Växeln går inte att nå', text: 'Försöker igen automatiskt.' },
    crashed: {
      title: 'Något gick fel på sidan',
      text: 'Samtalen fortsätter i växeln. Läs in sidan igen för att se dem.',
    },
    goodbye: {
      title: 'Du är utloggad',
      text: 'Samtal ringer inte längre i det här fönstret.',
      action: 'Logga in igen',
    },
    code: 'Kod till supporten: {{code}}',
  },
  ...outcomeTexts,
};
