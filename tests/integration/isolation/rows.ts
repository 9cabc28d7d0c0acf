import { aGroup } from '../../fakes/answer-group-settings';

const nobody = { userId: null, contactId: null, name: null, number: null };
/** As much of a call as is told of one that is over. */
const aCall = {
  caller: nobody,
  callee: nobody,
  left: [],
  legs: [],
  trace: [],
  answeredAtMs: null,
  endReason: 'hungUp',
};

const aTrunkRow = {
  ...{ name: 'Operatören', enabled: false, host: 'sip.operator.example', port: null, transport: 'udp' },
  ...{ registers: false, account: null, loginName: null, domain: null, proxy: null, sources: [], mainNumber: null },
  ...{ calledFormat: 'plus', callerFormat: 'plus', comingFormat: 'plus', fromShows: 'number', callerField: 'asserted' },
  ...{ diversionField: 'none', codecs: ['alaw'], encryption: 'none', callsAtOnce: null, prefixes: [] },
};

const { name: _, extension: __, number: ___, members: ____, supervisors: _____, exits: ______, ...aGroupRow } = aGroup;

/** What a row of a table needs that its columns do not tell, so that each organisation has one of everything. */
export const rowsOf: Readonly<Record<string, (organisationId: string) => Readonly<Record<string, unknown>>>> = {
  trunk: () => ({ position: 0, settings: JSON.stringify(aTrunkRow) }),
  answer_group: (organisationId) => ({
    ...{ extension: '1999', number: `+4685193${organisationId.replaceAll(/[^0-9]/g, '').slice(0, 6)}` },
    settings: JSON.stringify(aGroupRow),
  }),
  // Neither talking nor in wrap-up.
  answer_group_agent: () => ({ serving: null, wrap_up: null }),
  answer_group_exit: () => ({ why: 'full', leads_to: 'voicemail', to_group_id: null, to_user_id: null }),
  to_answer: () => ({ number: '+46701740699', why: 'abandoned', user_id: null, done_at: null, done_by: null }),
  audit: () => ({ action: 'person.changed', actor_role: 'user', source: 'tab', before: null, after: null }),
  call_rules: () => ({ rules: '[]' }),
  schedule: () => ({
    start_local: '2031-03-04T08:00',
    end_local: '2031-03-04T09:00',
    zone: 'Europe/Stockholm',
    rrule: null,
  }),
  contact_photo: () => ({ type: 'image/png', image: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }),
  number_range: () => ({ first_number: '+46851930000', last_number: '+46851930009' }),
  schedule_change: () => ({ rows: '[]' }),
  refused_call: () => ({ class: 'premium', reason: 'classNotAllowed', way: 'call' }),
  call_recording: () => ({
    ...{ other: JSON.stringify(nobody), peaks: Buffer.alloc(200, 7), cut_short: false },
    ...{ group_id: null, deleted_at: null },
  }),
  kept_sound: () => ({ group_id: null }),
  voicemail_greeting: () => ({ said_to: 'all', activity_id: null }),
  voicemail_message: () => ({
    ...{ other: JSON.stringify(nobody), peaks: Buffer.alloc(200, 7), cut_short: false },
    // A person's.
    ...{ heard_at: null, deleted_at: null, group_id: null },
  }),
  call: () => ({ state: 'ended', ended_at: new Date(), data: JSON.stringify(aCall) }),
};

/** What a route takes whose body or query no schema tells of, by `METHOD /path`. */
export const askedWith: Readonly<
  Record<string, readonly { readonly body?: unknown; readonly query?: Readonly<Record<string, string>> }[]>
> = {
  // What begins the codes of desk phones.
  'PUT /administration/activities/defaults': [{ body: { shortcuts: [], codePrefix: '*23*' } }],
  // Different people, each once.
  'POST /administration/answer-groups': [{ body: { ...aGroup, name: 'Jour', extension: '1997', number: null } }],
  'PUT /administration/answer-groups/:id': [{ body: { ...aGroup, name: 'Växel', extension: '1996', number: null } }],
  // Days that belong together.
  'GET /calendar': [{ query: { from: '2031-03-03', to: '2031-03-10', zone: 'Europe/Stockholm' } }],
};
