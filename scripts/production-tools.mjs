/** Brings what the tests of production run against, and says in its last line where it is, as JSON. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bringPrograms } from './lib/debian.mjs';
import { fail } from './lib/steps.mjs';

const path = (process.env.PATH ?? '').split(':').filter(Boolean);

/** Debian's folders, one for each major version; the newest first. */
const versions = '/usr/lib/postgresql';
const debians = existsSync(versions)
  ? readdirSync(versions)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(versions, version, 'bin'))
  : [];

try {
  const postgres = await bringPrograms({
    programs: ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'psql'],
    folders: [...debians, ...path],
    packages: ['postgresql-15', 'postgresql-client-15'],
    below: ['usr/lib/postgresql/15/bin'],
  });
  const coturn = await bringPrograms({
    programs: ['turnserver'],
    folders: path,
    packages: ['coturn'],
    below: ['usr/bin'],
  });
  const caddy = await bringPrograms({
    programs: ['caddy'],
    folders: path,
    packages: ['caddy'],
    below: ['usr/bin'],
  });
  const prometheus = await bringPrograms({
    programs: ['promtool'],
    folders: path,
    packages: ['prometheus'],
    below: ['usr/bin'],
  });
  const kamailio = await bringPrograms({
    programs: ['kamailio'],
    folders: path,
    packages: ['kamailio', 'kamailio-websocket-modules'],
    below: ['usr/sbin'],
  });
  process.stdout.write(`${JSON.stringify({ postgres, coturn, caddy, prometheus, kamailio })}\n`);
} catch (error) {
  fail(error);
}
