import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAsterisk } from '../../../tests/fakes/asterisk';
import { startLocalAsterisks } from './local-asterisks';

test('the own switch runs on where the outside network cannot start, and one line says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaxel-no-sounds-'));
  writeFileSync(join(folder, 'asterisk.json'), JSON.stringify(findAsterisk()));
  const said: unknown[][] = [];
  const say = (...words: unknown[]): void => void said.push(words);
  const logger = { debug: say, info: say, warn: say, error: say };
  // It has no announcement to make.
  const { own, outside, stop } = await startLocalAsterisks({ folder, soundsFolder: folder, logger });
  expect(outside).toBeNull();
  expect((await fetch(`${own.ari.url}/ari/asterisk/ping`)).status).toBe(401);
  expect(said).toEqual([
    [{ reason: expect.stringMatching('not-in-use-sv') }, expect.stringMatching('outside network')],
  ]);
  await stop();
  rmSync(folder, { recursive: true });
});
