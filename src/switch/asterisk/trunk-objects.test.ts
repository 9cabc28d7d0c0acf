import { randomUUID } from 'node:crypto';
import type { CallId } from '../../contract/ids';
import { aTrunk } from '../../../tests/fakes/trunks';
import { readStatuses } from './registrations';
import { callerVariables } from './trunk-caller';
import { endpointOfChannel, trunkName, trunkObjects, uriOf } from './trunk-objects';

const fieldsOf = (over: Parameters<typeof aTrunk>[0], type: string) =>
  trunkObjects(aTrunk(over), { mediaAddress: null, trunkQualifySeconds: 15 })
    .filter((each) => each.type === type)
    .flatMap(({ fields }) => fields)
    .reduce<Record<string, string[]>>((all, { attribute, value }) => {
      return { ...all, [attribute]: [...(all[attribute] ?? []), value] };
    }, {});

test.each([
  [{ host: 'sip.operator.example' }, 'sip:sip.operator.example'],
  [{ host: 'sip.operator.example', port: 5070, transport: 'tcp' }, 'sip:sip.operator.example:5070;transport=tcp'],
  [{ host: '192.0.2.1' }, 'sip:192.0.2.1:5060'],
  [{ host: '192.0.2.1', transport: 'tls' }, 'sip:192.0.2.1:5061;transport=tls'],
  [{ host: '[2001:db8::1]' }, 'sip:[2001:db8::1]:5060'],
] as const)('%j is asked at %s', (over, uri) => expect(uriOf(aTrunk(over))).toBe(uri));

test('one that registers has its account, its password and what makes its calls known; another has neither', () => {
  const over = { registers: true, account: 'acc', password: 'p', domain: 'operator.example', proxy: 'edge.example' };
  expect(fieldsOf(over, 'auth')).toMatchObject({ username: ['acc'], password: ['p'] });
  expect(fieldsOf({ ...over, loginName: 'acc@operator.example' }, 'auth')['username']).toEqual([
    'acc@operator.example',
  ]);
  expect(fieldsOf(over, 'registration')).toMatchObject({
    server_uri: ['sip:sip.operator.example'],
    client_uri: ['sip:acc@operator.example'],
    outbound_proxy: ['sip:edge.example;lr'],
    line: ['yes'],
  });
  expect(fieldsOf({}, 'registration')).toEqual({});
  expect(fieldsOf({}, 'auth')).toEqual({});
});

test('who is behind the same address on another port is somebody else', () => {
  const sources = ['192.0.2.0/24'];
  expect(fieldsOf({ host: '192.0.2.1', port: 5070, sources }, 'identify')['match']).toEqual([
    '192.0.2.1:5070',
    ...sources,
  ]);
  // Over TCP calls come from ports of their own.
  expect(fieldsOf({ host: '192.0.2.1', port: 5070, transport: 'tcp' }, 'identify')['match']).toEqual(['192.0.2.1']);
});

test('a proxy, with its port, is where everything goes and comes from; a name without one is asked of DNS', () => {
  const over = { registers: true, account: 'acc', proxy: '[2001:db8::1]:5070', sources: ['192.0.2.9'] };
  const uri = 'sip:[2001:db8::1]:5070;lr';
  for (const type of ['registration', 'aor', 'endpoint'])
    expect(fieldsOf(over, type)).toMatchObject({ outbound_proxy: [uri] });
  expect(fieldsOf(over, 'identify')['match']).toEqual(['[2001:db8::1]:5070', '192.0.2.9']);
  expect(fieldsOf({ ...over, host: '192.0.2.1' }, 'identify')['match']).toContain('192.0.2.1');
  // RFC 3263: without a port Asterisk asks for SRV, of calls and of those that come (srv_lookups is its default).
  const named = { registers: true, account: 'acc', transport: 'tls', proxy: 'edge.example' } as const;
  expect(fieldsOf(named, 'registration')).toMatchObject({
    server_uri: ['sip:sip.operator.example;transport=tls'],
    outbound_proxy: ['sip:edge.example;transport=tls;lr'],
  });
  expect(fieldsOf(named, 'identify')).toMatchObject({ match: ['edge.example'] });
  expect(fieldsOf(named, 'identify')['srv_lookups']).toBeUndefined();
});

test.each([
  ['none', 'no', 'no'],
  ['offered', 'sdes', 'yes'],
  ['required', 'sdes', 'no'],
] as const)('sound that is encrypted %s', (encryption, media, optimistic) => {
  expect(fieldsOf({ encryption }, 'endpoint')).toMatchObject({
    media_encryption: [media],
    media_encryption_optimistic: [optimistic],
    t38_udptl: ['no'],
    allow_transfer: ['no'],
  });
});

test('the endpoint of a channel is known by the name of the trunk', () => {
  const name = trunkName(aTrunk());
  expect(endpointOfChannel(`PJSIP/${name}-0000001f`)).toBe(name);
  expect(endpointOfChannel('Snoop/whatever-00000001')).toBe('');
});

const caller = { callId: randomUUID() as CallId, callerName: 'Anna', callerNumber: '+46851920011', autoAnswer: false };

test('who calls and who has forwarded is told as the operator reads it', () => {
  const trunk = aTrunk({ callerFormat: 'national', callerField: 'preferred', diversionField: 'historyInfo' });
  const told = callerVariables(trunk, '+33612345678', { ...caller, forwardedFrom: '+46851920012' });
  expect(told).toEqual({
    'CONNECTEDLINE(num,i)': '0851920011',
    'CONNECTEDLINE(name,i)': '',
    'CONNECTEDLINE(pres,i)': 'allowed_not_screened',
    'PJSIP_HEADER(add,P-Preferred-Identity)': '<sip:0851920011@sip.operator.example>',
    'PJSIP_HEADER(add,History-Info)':
      '<sip:0851920012@sip.operator.example?Reason=SIP%3Bcause%3D302>;index=1,' +
      '<sip:0033612345678@sip.operator.example>;index=1.1;mp=1',
  });
});

test('of registrations the state is read, and of the secrets beside them nothing', () => {
  const answer = [
    'Response: Success\r\nEventList: start',
    'Event: OutboundRegistrationDetail\r\nObjectType: registration\r\nObjectName: trunk-1\r\nStatus: Rejected',
    'Event: AuthDetail\r\nObjectName: trunk-1\r\nPassword: secret\r\nStatus: none',
    'Event: OutboundRegistrationDetail\r\nObjectName: trunk-2\r\nStatus: Registered',
  ].join('\r\n\r\n');
  expect([...readStatuses(answer)]).toEqual([
    ['trunk-1', 'Rejected'],
    ['trunk-2', 'Registered'],
  ]);
});
