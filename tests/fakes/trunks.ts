import { randomUUID } from 'node:crypto';
import type { OrganisationId, TrunkId } from '../../src/contract/ids';
import type { Trunk } from '../../src/switch/port';

/** A trunk of tests, known by its address. */
export const aTrunk = (over: Partial<Trunk> = {}): Trunk => ({
  trunkId: randomUUID() as TrunkId,
  organisationId: '00000000-0000-4000-8000-000000000001' as OrganisationId,
  country: 'SE',
  password: null,
  name: 'Operatören',
  enabled: true,
  host: 'sip.operator.example',
  port: null,
  transport: 'udp',
  registers: false,
  account: null,
  loginName: null,
  domain: null,
  proxy: null,
  sources: [],
  calledFormat: 'plus',
  callerFormat: 'plus',
  comingFormat: 'plus',
  fromShows: 'number',
  callerField: 'asserted',
  diversionField: 'none',
  mainNumber: '+46851920000',
  codecs: ['alaw', 'ulaw'],
  encryption: 'none',
  callsAtOnce: null,
  prefixes: [],
  ...over,
});
