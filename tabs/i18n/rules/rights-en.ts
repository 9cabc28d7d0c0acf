/** Who may call outside, and where; part of the texts of rules. */
export const rightsTexts = {
  open: {
    title: 'Opening hours',
    hint:
      'Outside of them it is seen what may be called then. By the clock in {{zone}}; without any, the organisation ' +
      'never closes.',
    add: 'Add opening hours',
    remove: 'Remove these hours',
    some: 'Opening hours {{n}}',
  },
  help: {
    title: 'Emergency calls',
    hint:
      'Emergency numbers go from every phone, whatever the rights and limits. Each such call is in the audit: who, ' +
      'when and which number.',
    number: 'Number shown to them',
    numberHint: 'Of the site, where help shall come. Empty: the caller’s own number.',
  },
  classes: {
    title: 'Kinds of numbers',
    hint: 'The same for calls, transfers, forwards and calls from a mobile. Colleagues and help are always reached.',
    who: '{{what}}: who may call',
    offHours: 'At other hours',
    offHoursOf: '{{what}} at other hours',
    except: 'Everybody but',
    excepted: 'People who may not',
    same: 'The same people',
    chosenThen: 'Only chosen people',
    peopleThen: 'People who may at other hours',
    addTo: 'Add a person: {{what}}',
    national: 'National numbers',
    nationalHint: 'Fixed lines, 010, 020, 116 117 and the like.',
    mobile: 'National mobiles',
    mobileHint: 'Where numbers tell them from fixed lines.',
    shared: 'Shared cost',
    sharedHint: '077 in Sweden: a call costs as a local one.',
    international: 'Other countries',
    internationalHint: 'Those that are chosen above.',
    premium: 'Premium rate',
    premiumHint: '0900, 0939 and 0944 in Sweden.',
    short: 'Short numbers',
    shortHint: 'Directory enquiries (118) and other services.',
    personal: 'Personal numbers',
    personalHint: '075 in Sweden: they lead anywhere.',
    satellite: 'Satellite and networks of no country',
    satelliteHint: '+870, +881, +882 and +883: among the dearest there are.',
  },
  failed: 'The rights could not be read',
  title: 'Forwarding outside',
  who: 'Who may have calls forwarded outside',
  everybody: 'Everybody',
  chosen: 'Chosen people',
  nobody: 'Nobody',
  people: 'People who may',
  addPerson: 'Add a person',
  remove: 'Remove {{name}}',
  countries: 'Countries calls may be forwarded to',
  addCountry: 'Add a country',
  calls: 'Calls outside',
  whoCalls: 'Who may call outside the organisation',
  callCountries: 'Countries that may be called',
  barred: 'Barred numbers',
  addBarred: 'Bar numbers that begin with',
  barredHint: 'For example 0939 or +44 70. For everybody, also for forwards.',
  notDigits: 'Write digits, best with the country code.',
  bar: 'Bar',
  callsAtOnce: 'Calls outside at once',
  abroadAnHour: 'Calls abroad an hour',
  callLimits:
    'The same holds by whatever way a number is reached: called, transferred, moved, or from a desk phone. A ' +
    'person has at most {{atOnce}} calls outside at once, {{anHour}} an hour, and {{abroad}} an hour abroad. ' +
    'Premium numbers of other ' +
    'countries never go; emergency numbers always do.',
  limits:
    'Never to premium, satellite, short or emergency numbers; at most {{atOnce}} calls of a person at once and ' +
    '{{anHour}} an hour. Checked when a rule is saved and when a call comes.',
  save: 'Save rights',
  saved: 'The rights were saved',
  unsaved: 'Not saved yet',
};
