import { sql, type Kysely } from 'kysely';
import type { TrunkId } from '../../contract/ids';
import type { TrunkSettings } from '../../contract/trunks/trunks';
import type { Database } from '../../ports/database';
import { demoOrganisations } from './organisations';
import { demoOrganisationId } from './ids';
import { stableId } from './stable-id';

const host = '127.0.0.1';

/** As an operator sells it that knows the company by its address. */
const settings = {
  ...{ name: 'Operatören', enabled: true, host, transport: 'udp', registers: false, account: null, loginName: null },
  ...{ domain: null, proxy: null, sources: [], calledFormat: 'plus', callerFormat: 'plus', comingFormat: 'plus' },
  ...{ fromShows: 'number', callerField: 'asserted', diversionField: 'none', codecs: ['alaw', 'ulaw'] },
  ...{ encryption: 'none', callsAtOnce: null, prefixes: [] },
} satisfies Omit<TrunkSettings, 'port' | 'mainNumber'>;

/**
 * A trunk of each demo organisation to the telephone network of this machine, which is at another port at each start.
 * What people have changed of it stays, also that it leads elsewhere, or is removed (for as long as that is known).
 */
export async function seedTrunks(database: Kysely<Database>, port: number): Promise<void> {
  const rows = demoOrganisations.map((organisation) => ({
    id: stableId(`trunk ${organisation.key}`) as TrunkId,
    organisation_id: demoOrganisationId(organisation),
    position: 0,
    settings: JSON.stringify({ ...settings, port, mainNumber: organisation.mainNumber } satisfies TrunkSettings),
  }));
  await database
    .insertInto('trunk')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ settings: sql`jsonb_set(trunk.settings, '{port}', excluded.settings->'port')` })
        .where(sql`trunk.settings->>'host'`, '=', host),
    )
    .execute();
}
