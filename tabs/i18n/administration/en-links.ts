/** People who wait to be let in, and the organisation itself. */
export const links = {
  waiting: 'Waiting',
  none: 'Nobody is waiting',
  noneHint: 'Whoever signs in and is not in the phone system can ask to be let in. The request then stands here.',
  asked: 'Asked: {{when}}',
  refusedMark: 'Refused',
  link: 'Link to',
  newPerson: 'New person, extension {{extension}}',
  newPersonFull: 'New person (no extension is free)',
  accept: 'Accept',
  acceptName: 'Accept {{name}}',
  refuse: 'Refuse',
  refuseName: 'Refuse {{name}}',
  accepted: '{{name}} is let in.',
  refused: '{{name}} is refused.',
};

export const organisation = {
  title: 'Organisation',
  mailDomains: 'Mail domains',
  mailDomainsHint:
    'Accounts with a verified address in these are linked by themselves to whoever has the address. One on each line.',
  badDomain: 'Is no domain.',
  saved: 'Saved.',
  unchanged: 'Nothing has been changed.',
  recording: {
    title: 'Call recording',
    consent: 'May calls be recorded?',
    to: {
      off: 'No',
      announce: 'Yes, and a voice says so first',
      askKey: 'Yes, if the others press 1',
      toneOnly: 'Yes, and a tone is heard first',
    },
    hint: {
      off: 'Nobody can record a call.',
      announce: 'Everybody can record their calls. All in the call hear that it is recorded before anything is kept.',
      askKey: 'Everybody can record their calls. Where somebody does not press 1, nothing is recorded.',
      toneOnly: 'Everybody can record their calls. Choose this only where all concerned know what the tone means.',
    },
    groups: 'Recorded automatically',
    groupsHint: 'The calls of these answer groups are recorded as soon as an agent has answered.',
    own: 'Whoever has recorded may listen',
    ownHint: 'Administrators, and supervisors to the calls of their groups, may always listen. It is noted who does.',
    keep: 'Days that recordings are kept',
  },
  voicemail: {
    title: 'Voicemail',
    enabled: 'Voicemail',
    hint: 'Calls that nobody takes may leave a message.',
    keepHeard: 'Days that heard messages are kept',
    keepUnheard: 'Days that unheard messages are kept',
    transcribe: 'Write messages down',
    transcribeHint:
      'What is said in new messages is sent to the machine that the server was given, and can be read beside ' +
      'them. It may be wrong.',
    noTranscriber: 'This server has no machine that writes messages down.',
  },
  personal: 'Personal data',
  personalHint: 'Give a person all that is stored about them, or erase them. Both are told in the audit.',
  person: 'Person',
  findPerson: 'Find a person',
  exportJson: 'Export as JSON',
  exportCsv: 'Export as CSV',
  erase: 'Erase person',
  eraseTitle: 'Erase {{name}}?',
  eraseText:
    'The person, their own contacts, devices and call list go at once and cannot be brought back. In the call lists ' +
    'of others the time stays, with “Deleted person”.',
  erased: '{{name}} is erased.',
};
