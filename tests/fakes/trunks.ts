import { randomUUID } from 'node:crypto';
import type { OrganisationId, TrunkId } from '../../src/contract/ids';
import type { Trunk } from '../../src/switch/port';
import { trunkSettings } from '../../tabs/fakes/trunk-samples';

/** A trunk of tests, known by its address. */
export const aTrunk = (over: Partial<Trunk> = {}): Trunk => ({
  trunkId: randomUUID() as TrunkId,
  organisationId: '00000000-0000-4000-8000-000000000001' as OrganisationId,
  country: 'SE',
  password: null,
  ...trunkSettings,
  ...over,
});
