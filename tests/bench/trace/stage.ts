import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { removeFolder, startServer, temporaryFolder } from '../../e2e/server';
import { launch, newPage, tones, type TestWindow } from '../pages';
import { notePage } from './page-notes';
import type { Mark } from './span';
import { marksOf, type Note } from './words';

/** Environment with which a server notes what it does in `file`, to be read by `serverMarks` when it has ended. */
export function noting(file: string): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--import=${join(process.cwd(), 'tests', 'bench', 'trace', 'server-notes.mjs')}`,
    VAXEL_NOTES: file,
  };
}

export const serverMarks = (file: string): Mark[] => marksOf(JSON.parse(readFileSync(file, 'utf8')) as Note[]);

export interface Stage {
  readonly anna: Page;
  readonly bjorn: Page;
}

/** Plays rounds on one stage, after a first one that warms up; also returns what the server noted meanwhile. */
export async function onStage<Round>(
  rounds: number,
  play: (stage: Stage) => Promise<Round>,
): Promise<{ readonly all: readonly Round[]; readonly server: readonly Mark[] }> {
  const stage = await setStage();
  await play(stage);
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await play(stage));
  return { all, server: await stage.end() };
}

/** A server and two tabs in browsers of their own, all of which note what they do; `end` returns the server's notes. */
async function setStage(): Promise<Stage & { end(): Promise<Mark[]> }> {
  const folder = temporaryFolder();
  const file = join(folder, 'notes.json');
  const server = await startServer({ environment: noting(file) });
  const browsers = await Promise.all([launch(tones.anna), launch(tones.bjorn)]);
  const [anna, bjorn] = await Promise.all([
    newPage(browsers[0], `${server.url}/tab/?as=anna`, [notePage]),
    newPage(browsers[1], `${server.url}/tab/?as=bjorn`, [notePage]),
  ]);
  for (const page of [anna, bjorn]) await page.getByText('Rings on').waitFor();
  return {
    anna,
    bjorn,
    async end() {
      await Promise.all(browsers.map((browser) => browser.close()));
      await server.stop();
      const marks = serverMarks(file);
      for (const each of [folder, server.dataFolder]) removeFolder(each);
      return marks;
    },
  };
}

/** Resolves when the page's newest peer connection is up. */
export async function untilConnected(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { connections } = (window as unknown as { vaxelBench: TestWindow }).vaxelBench;
    return connections.at(-1)?.connectionState === 'connected';
  });
}
