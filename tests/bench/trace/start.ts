import { join } from 'node:path';
import { freePort, removeFolder, spawnServer, temporaryFolder } from '../../e2e/server';
import { untilReady } from '../ready.part';
import { createRound, first, middle, type Part, type Span } from './span';
import { noting, serverMarks } from './stage';

/** `npm start` on a prepared machine: from the start of the process to the first 200 of /readyz. */
async function startOnce(folder: string): Promise<Span[]> {
  const [port, file] = [await freePort(), join(folder, 'notes.json')];
  const spawnedMs = performance.timeOrigin + performance.now();
  const { child } = spawnServer({ port, dataFolder: join(folder, 'data'), environment: noting(file) });
  await untilReady(port);
  const readyMs = performance.timeOrigin + performance.now();
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));

  const marks = serverMarks(file);
  const { add, spans } = createRound(spawnedMs);
  const at = (what: string | RegExp) => first(marks, what, 0);
  const done = (step: string) => at(new RegExp(`^printed .* s {2}${step}`));
  const [loaded, postgres, query] = [at('vaxel: loaded'), at(/^spawned .*postgres/), at(/^query begins/)];
  add('process', 'Node begins, with these notes', spawnedMs, at('ready to note'));
  add('process', 'packages and build looked at', at('ready to note'), at('vaxel: set up'));
  add('process', 'what the database needs is loaded', at('vaxel: set up'), loaded);
  add('database', 'until PostgreSQL is spawned', loaded, postgres);
  add('database', 'the server is loaded while PostgreSQL starts → first query', postgres, query);
  add('database', 'first query → migrated and open', query, done('database'));
  // Side by side.
  const beside = ['switch', 'organisations', 'jobs'];
  for (const name of beside) add('server', name, done('database'), done(name));
  add('server', 'features', Math.max(...beside.map(done)), done('features'));
  const listening = first(marks, 'listening', done('features'));
  add('server', 'gateway, app, listening', done('features'), listening);
  add('server', 'listening → /readyz', listening, readyMs);
  add('all', 'npm start → /readyz', spawnedMs, readyMs);
  return spans;
}

export async function traceStart(rounds: number): Promise<Part[]> {
  const folder = temporaryFolder();
  await startOnce(folder);
  const all: Span[][] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await startOnce(folder));
  removeFolder(folder);
  return [{ id: 'start', title: 'npm start, prepared → /readyz', rounds, notes: [], spans: middle(all) }];
}
