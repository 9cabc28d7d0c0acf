import type { TrunkId } from '../../src/contract/ids';
import { trunkCodecs } from '../../src/contract/trunks/choices';
import type { TrunkSettings, TrunkState, TrunkView } from '../../src/contract/trunks/trunks';

export const trunkId = (n: number): TrunkId => `00000000-0000-4000-8000-00000000f00${n}` as TrunkId;

/** Of an operator that knows us by our address. */
export const trunkSettings: TrunkSettings = {
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
};

/** One that is registered and answers. */
export const aTrunkView = (
  n: number,
  change: Partial<TrunkSettings> = {},
  state: Partial<TrunkState> = {},
): TrunkView => ({
  id: trunkId(n),
  hasPassword: true,
  ...trunkSettings,
  registers: true,
  account: '46851920000',
  diversionField: 'diversion',
  codecs: [...trunkCodecs],
  ...change,
  state: {
    ...{ trunkId: trunkId(n), registration: 'registered', reachable: true, fault: null },
    ...{ refusal: null, test: null },
    ...state,
  },
});
