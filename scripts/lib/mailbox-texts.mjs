const [counted, countedEnglish] = [
  ['inga nya', 'ett nytt', 'två nya', 'tre nya', 'fyra nya', 'fem nya', 'sex nya', 'sju nya', 'åtta nya', 'nio nya'],
  ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
];
/** What a person's own mailbox says, in Swedish and in English. */
export const mailbox = {
  ...Object.fromEntries(
    counted.map((words, count) => [
      count,
      [
        `Du har ${words} ${count === 1 ? 'meddelande' : 'meddelanden'}.`,
        `You have ${countedEnglish[count]} new ${count === 1 ? 'message' : 'messages'}.`,
      ],
    ]),
  ),
  more: ['Du har fler än nio nya meddelanden.', 'You have more than nine new messages.'],
  ...Object.fromEntries(
    counted
      .map((words, count) => [
        `saved-${count}`,
        [`och ${words.replace('nya', 'sparade').replace('nytt', 'sparat')}.`, `and ${countedEnglish[count]} saved.`],
      ])
      .slice(1),
  ),
  'saved-more': ['och fler än nio sparade.', 'and more than nine saved.'],
  keys: [
    'Lyssna igen, tryck ett. Föregående, tryck fyra. Nästa, tryck sex. Radera, tryck sju. ' +
      'Ring upp, tryck åtta. Spara som nytt, tryck nio. Din hälsning, tryck noll.',
    'To listen again, press one. For the one before, press four. For the next, press six. To delete, press seven. ' +
      'To call back, press eight. To keep as new, press nine. For your greeting, press zero.',
  ],
  deleted: ['Raderat. Ångra, tryck stjärna.', 'Deleted. To undo, press star.'],
  kept: ['Sparat som nytt.', 'Kept as new.'],
  restored: ['Meddelandet finns kvar.', 'The message is back.'],
  'not-called': ['Det går inte att ringa upp.', 'That cannot be called back.'],
  end: ['Inga fler meddelanden.', 'No more messages.'],
  'menu-saved': ['Sparade meddelanden, tryck ett.', 'For saved messages, press one.'],
  menu: [
    'Din hälsning, tryck noll. Avsluta, tryck fyrkant.',
    'For your greeting, press zero. To end the call, press hash.',
  ],
  'greeting-keys': [
    'Lyssna på din hälsning, tryck ett. Tala in en ny, tryck två. ' +
      'Ta bort den, tryck sju. Ångra, tryck stjärna. Tillbaka, tryck fyrkant.',
    'To listen to your greeting, press one. To record a new one, press two. ' +
      'To remove it, press seven. To undo, press star. To go back, press hash.',
  ],
  'greeting-speak': [
    'Tala in din hälsning efter tonen. Avsluta med fyrkant.',
    'Speak your greeting after the tone. End with hash.',
  ],
  'greeting-review': [
    'Spara, tryck nio. Lyssna igen, tryck ett. Tala in på nytt, tryck två. Ångra, tryck fyrkant.',
    'To keep it, press nine. To listen again, press one. To record again, press two. To drop it, press hash.',
  ],
  'greeting-set': ['Din hälsning är sparad.', 'Your greeting is kept.'],
  'greeting-standard': ['De som ringer hör standardhälsningen.', 'Callers hear the standard greeting.'],
  'greeting-short': ['Ingenting hördes.', 'Nothing was heard.'],
  'greeting-failed': [
    'Hälsningen kunde inte sparas. Allt är som förut.',
    'The greeting could not be kept. Nothing has changed.',
  ],
};
/** With time to press a key after them. */
export const asks = new Set(['keys', 'deleted', 'menu', 'greeting-keys', 'greeting-review']);
