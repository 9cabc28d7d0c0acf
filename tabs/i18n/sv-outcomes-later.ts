import type { LaterTexts } from './en-later';

/** Of outcomes what comes after the first view. */
export const laterOutcomeTexts: Pick<LaterTexts, 'error' | 'line' | 'reason' | 'problem'> = {
  error: {
    'device.tooManyPhones': 'Det finns så många bordstelefoner som en person kan ha. Ta bort en och försök igen.',
    'activity.notFound': 'Hänvisningen finns inte längre. Välj en annan.',
    'activity.endPassed': 'Den tiden har redan passerat. Välj en senare sluttid.',
    'activity.endMissing': 'Den här hänvisningen behöver en sluttid.',
    'activity.notAllowed': 'Du får inte sätta hänvisningen för den personen. Be personen att ge dig rätt till det.',
    'activity.personNotFound': 'Personen finns inte i organisationen.',
    'activity.needed': 'Den hänvisningen behövs: den gäller när inget annat gör det.',
    'activity.codeTaken': 'En annan hänvisning har redan den koden. Välj en annan kod.',
    'activity.prefixTaken': 'Telefoner slår det för något annat. Välj andra siffror.',
    'activity.tooMany': 'Det finns redan så många hänvisningar som det får finnas.',
    'joining.alreadySetUp': 'Någon har redan satt upp organisationen. Ladda om sidan.',
    'joining.numberTaken': 'Numret tillhör någon annan. Välj ett annat.',
    'joining.noExtension': 'Alla anknytningar är upptagna. Utöka dem i fliken Organisation.',
    'joining.oneself': 'Du kan inte radera dig själv. Det gör en annan administratör.',
    'joining.linkTaken': 'Personen eller kontot är redan kopplat.',
    'administration.busy': 'En annan import pågår. Vänta tills den är klar.',
    'administration.changedMeanwhile': 'Någon har ändrat samma kontakter under tiden. Gör om provkörningen.',
    'administration.extensionTaken': 'En annan person har den anknytningen.',
    'administration.extensionReserved': 'Den anknytningen är ett nödnummer i ert land. Välj en annan.',
    'administration.numberTaken': 'En annan person har det numret.',
    'administration.mailTaken': 'En annan person har den e-postadressen.',
    'administration.noNumber': 'Det är inget telefonnummer.',
    'administration.noFreeNumber': 'Inget nummer i serien är ledigt.',
    'administration.badRange': 'En serie går från ett lägre till ett högre nummer av samma längd, högst 10 000.',
    'administration.rangeTaken': 'Några av numren finns i en annan serie.',
    'administration.notNow': 'Det går inte längre. Titta på listan igen.',
    'auth.notAllowed': 'Det får bara administratörer göra. En roll som just getts gäller från nästa inloggning.',
    'contacts.nameTaken': 'Det finns redan en grupp med det namnet.',
    'contacts.full': 'Det får inte plats fler.',
    'contacts.otherMark': 'VIP och Blockerade utesluter varandra.',
    'contacts.noNumber': 'Det är inget telefonnummer.',
    'contacts.badPhoto': 'Bilden kunde inte användas. Välj en annan: JPEG, PNG eller WebP.',
    'rules.outdated': 'Listan har ändrats någon annanstans. Den är läst på nytt: se efter och försök igen.',
    'rules.unknownTarget': 'Dit går det inte att koppla vidare. Välj en kollega eller skriv ett helt nummer.',
    'rules.forwardNotAllowed': 'Du får inte koppla samtal ut ur organisationen. Fråga din administratör.',
    'rules.countryNotAllowed': 'Samtal får inte kopplas till det landet. Fråga din administratör.',
    'rules.numberNotAllowed': 'Till sådana nummer kopplas inga samtal. Välj ett annat nummer.',
    'rules.noMobile': 'Ditt kontaktkort saknar mobilnummer. Be din administratör lägga in det.',
    'calendar.notFound': 'Den finns inte längre i kalendern.',
    'calendar.changed': 'Den ändrades i ett annat fönster och har lästs in igen. Titta på den och försök igen.',
    'calendar.nothingToUndo': 'Det finns inget mer att ångra.',
    'calendar.endBeforeStart': 'Den måste sluta efter att den börjat. Välj ett senare slut.',
    'calendar.past': 'Den skulle redan vara slut. Välj en tid som inte har varit.',
    'calendar.never': 'Den skulle aldrig äga rum: upprepningen slutar före första gången. Välj ett senare slut.',
    'calendar.tooLong': 'Den varar för länge. Välj ett slut inom ett år.',
    'calendar.tooMany': 'De är för många. Ta bort några som du inte behöver och försök igen.',
    'calendar.roleGone': 'Rollen finns inte längre. Välj en annan.',
  },
  line: {
    idle: 'Linjen ledig',
    ringing: 'Ringer',
    inCall: 'I samtal',
    offline: 'Inte ansluten',
    unknown: 'Linjen okänd',
  },
  reason: {
    hungUp: { advice: '' },
    cancelled: { advice: '' },
    declined: { advice: 'Personen kan inte ta samtalet nu. Försök igen senare.' },
    noAnswer: { advice: 'Ingen svarade. Samtalet syns som missat hos den du ringde.' },
    busy: { advice: 'Linjen är upptagen. Försök igen om en stund.' },
    unreachable: { advice: 'Ingen av personens telefoner är på just nu. Testa ett annat nummer eller försök senare.' },
    unknownNumber: { advice: 'Numret finns inte. Kontrollera det och försök igen.' },
    noEmergency: { advice: 'Nödsamtal går inte genom den här växeln.' },
    ownNumber: { advice: 'Du kan inte ringa till dig själv.' },
    notAllowed: {
      advice:
        'Du får inte ringa numret, eller inte visa det visningsnummer du har valt. Välj ett annat eller fråga din ' +
        'administratör.',
    },
    barred: {
      advice: 'Organisationen tillåter inte samtal till det numret. Fråga din administratör.',
    },
    outsideNotAllowed: { advice: 'Du får ringa kollegor och nödnummer. Fråga din administratör.' },
    countryNotAllowed: { advice: 'Organisationen tillåter inte samtal till det landet. Fråga din administratör.' },
    classNotAllowed: {
      advice: 'Du får inte ringa sådana nummer, till exempel betalnummer och satellit. Fråga din administratör.',
    },
    notNow: { advice: 'Dit får du ringa bara under öppettiderna. Fråga din administratör.' },
    tooManyOutside: {
      advice: 'Du, eller organisationen, har så många samtal ut som tillåts på en gång eller i timmen. Vänta en stund.',
    },
    minutesUsed: {
      advice: 'Du, eller organisationen, har använt de minuter ut som en dag har. Fråga din administratör.',
    },
    tooManyNew: {
      advice: 'Inga fler nummer utomlands i dag som aldrig har ringts. De som har ringts förut går att ringa.',
    },
    transferred: { advice: '' },
    ownDevice: {
      advice:
        'Telefonen du ringer från svarade inte, så ingen ringdes upp. Svara när den ringer, eller välj en annan ' +
        'under Ring från.',
    },
    lost: { advice: 'Förbindelsen med motparten försvann. Ring igen.' },
    missed: { advice: '' },
    interrupted: { advice: 'Växeln startade om under samtalet. Ring igen.' },
    failed: { advice: 'Något gick fel på vägen. Försök igen.' },
  },
  problem: {
    'microphone.denied': {
      title: 'Mikrofonen är blockerad',
      advice: 'Tillåt mikrofonen för appen och försök sedan igen.',
    },
    'microphone.missing': {
      title: 'Ingen mikrofon hittades',
      advice: 'Anslut ett headset eller en mikrofon och försök igen.',
    },
    'microphone.busy': {
      title: 'Mikrofonen är upptagen',
      advice: 'Ett annat program använder den. Stäng det och försök igen.',
    },
    notConnected: {
      title: 'Telefonen är inte ansluten',
      advice: 'Fönstret har ingen förbindelse med växeln. Vänta tills den är tillbaka och ring igen.',
    },
  },
};
