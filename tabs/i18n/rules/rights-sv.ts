import type { RulesTexts } from './en';

/** Vilka som får ringa ut, och vart. */
export const rightsTexts: RulesTexts['rules']['rights'] = {
  open: {
    title: 'Öppettider',
    hint:
      'För varje slag av nummer väljer du vilka som får ringa det när ni har stängt. Tiderna gäller i {{zone}}. ' +
      'Utan öppettider är det alltid öppet.',
    add: 'Lägg till öppettid',
    remove: 'Ta bort tiden',
    some: 'Öppettid {{n}}',
  },
  closed: {
    title: 'Stängda dagar',
    hint: 'De här dagarna är det stängt hela dagen, vad öppettiderna än säger. Det som börjar kvällen före fortsätter.',
    public: 'Stängt på helgdagar',
    coming: 'Inom ett år: {{days}}.',
    own: 'Egna stängda dagar',
    yearly: 'varje år',
    date: 'Datum',
    name: 'Vad det är för dag',
    everyYear: 'Varje år',
    add: 'Lägg till stängd dag',
  },
  pickUp: {
    title: 'Kollegors ringande samtal',
    hint:
      'Med knappen på en bordstelefon som visar en kollegas linje (BLF), eller med {{code}} och anknytningen, tar ' +
      'man ett samtal som ringer där. Kollegan ser vem som tog det.',
    who: 'Vilka som får ta samtal som ringer hos kollegor',
    add: 'Lägg till någon som får ta samtal',
  },
  help: {
    title: 'Nödsamtal',
    hint:
      'Nödnummer går från alla telefoner, hur rättigheter och gränser än ser ut. Varje sådant samtal står i loggen ' +
      'och visas genast för administratörerna: vem, när, vilket nummer och från vilken telefon.',
    told: 'Får veta, utöver administratörerna',
    tell: 'Berätta också för',
    number: 'Nummer som visas för dem',
    numberHint: 'Platsens, dit hjälpen ska komma. Tomt: den ringandes eget nummer.',
    wrong: 'Numret som visas vid nödsamtal måste vara ett helt nummer i landet, och inte en annan organisations.',
  },
  minutesADay: 'Minuter ut om dagen, alla',
  minutesOfPerson: 'Minuter ut om dagen, en person',
  newADay: 'Nya nummer utomlands om dagen, alla',
  newOfPerson: 'Nya nummer utomlands om dagen, en person',
  refused: {
    title: 'Nekade samtal',
    none: 'Inget samtal ut har nekats',
    failed: 'De nekade samtalen kunde inte läsas',
    more: 'Visa äldre',
    gone: 'Har slutat',
  },
  classes: {
    title: 'Slag av nummer',
    hint:
      'Detsamma för samtal, kopplade samtal, vidarekoppling och samtal från en mobil. Kollegor och hjälp nås ' +
      'alltid.',
    who: '{{what}}: vilka får ringa',
    offHours: 'Andra tider',
    offHoursOf: '{{what}} andra tider',
    except: 'Alla utom',
    excepted: 'Personer som inte får',
    same: 'Samma personer',
    chosenThen: 'Bara utvalda personer',
    peopleThen: 'Personer som får andra tider',
    addTo: 'Lägg till en person: {{what}}',
    national: 'Nummer i landet',
    nationalHint: 'Fasta nummer, 010, 020, 116 117 och liknande.',
    mobile: 'Mobiler i landet',
    mobileHint: 'Där numret skiljer dem från fasta.',
    shared: 'Delad kostnad',
    sharedHint: '077 i Sverige: kostar som ett vanligt samtal.',
    international: 'Andra länder',
    internationalHint: 'De som är valda ovan.',
    premium: 'Betalnummer',
    premiumHint: '0900, 0939 och 0944 i Sverige.',
    short: 'Korta nummer',
    shortHint: 'Nummerupplysning (118) och andra tjänster.',
    personal: 'Personliga nummer',
    personalHint: '075 i Sverige: de kan leda vart som helst.',
    satellite: 'Satellit och nät utan land',
    satelliteHint: '+870, +881, +882 och +883: bland det dyraste som finns.',
  },
  failed: 'Rättigheterna kunde inte läsas',
  title: 'Koppla vidare utåt',
  who: 'Vilka får koppla samtal utåt',
  everybody: 'Alla',
  chosen: 'Utvalda personer',
  nobody: 'Ingen',
  people: 'Personer som får',
  addPerson: 'Lägg till en person',
  remove: 'Ta bort {{name}}',
  countries: 'Länder dit samtal får kopplas',
  addCountry: 'Lägg till ett land',
  calls: 'Ringa utåt',
  whoCalls: 'Vilka får ringa utanför organisationen',
  callCountries: 'Länder dit samtal får gå',
  barred: 'Spärrade nummer',
  addBarred: 'Spärra nummer som börjar med',
  barredHint: 'Till exempel 0939 eller +44 70. Gäller alla, också när samtal kopplas.',
  noCountry: 'Inget land heter så, eller så är det redan valt.',
  notDigits: 'Skriv siffror, gärna med landsnummer.',
  bar: 'Spärra',
  callsAtOnce: 'Samtal ut på en gång',
  abroadAnHour: 'Samtal till utlandet i timmen',
  callLimits:
    'Detsamma gäller hur numret än nås: ringt, kopplat, flyttat eller från en telefon på bordet. En person har ' +
    'högst {{atOnce}} samtal ut på en gång, {{anHour}} i timmen och {{abroad}} i timmen till utlandet. ' +
    'Betalnummer i andra länder går aldrig; nödnummer går alltid.',
  limits:
    'Aldrig till betalnummer, satellit, korta nummer eller nödnummer; högst {{atOnce}} samtal åt gången för en ' +
    'person och {{anHour}} i timmen. Det prövas när en regel sparas och när ett samtal kommer.',
  save: 'Spara rättigheter',
  saved: 'Rättigheterna sparades',
  unsaved: 'Inte sparat än',
};
