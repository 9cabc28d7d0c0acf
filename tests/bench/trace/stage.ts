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

const windows = {
  anna: { path: '/tab/?as=anna', hz: tones.anna },
  /** Another window of Anna's. */
  second: { path: '/tab/?as=anna', hz: tones.second },
  bjorn: { path: '/tab/?as=bjorn', hz: tones.bjorn },
  /** Pages with nothing in them, for what the browser alone needs. */
  bareAnna: { path: '/healthz', hz: tones.anna },
  bareBjorn: { path: '/healthz', hz: tones.bjorn },
} as const;

export type Stage<Name extends keyof typeof windows = 'anna' | 'bjorn'> = Readonly<Record<Name, Page>>;

/** Plays rounds on one stage, after a first one that warms up; also returns what the server noted meanwhile. */
export async function onStage<Round, Name extends keyof typeof windows>(
  names: readonly Name[],
  rounds: number,
  play: (stage: Stage<Name>) => Promise<Round>,
): Promise<{ readonly all: readonly Round[]; readonly server: readonly Mark[] }> {
  const { stage, end } = await setStage(names);
  await play(stage);
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await play(stage));
  return { all, server: await end() };
}

/** A server and tabs in browsers of their own, all of which note what they do; `end` returns the server's notes. */
async function setStage<Name extends keyof typeof windows>(
  names: readonly Name[],
): Promise<{ readonly stage: Stage<Name>; end(): Promise<Mark[]> }> {
  const folder = temporaryFolder();
  const file = join(folder, 'notes.json');
  const server = await startServer({ environment: noting(file) });
  const opened = await Promise.all(
    names.map(async (name) => {
      const browser = await launch(windows[name].hz);
      return { name, browser, page: await newPage(browser, `${server.url}${windows[name].path}`, [notePage]) };
    }),
  );
  for (const { name, page } of opened)
    if (windows[name].path.startsWith('/tab/')) await page.getByText('Rings on').waitFor();
  return {
    stage: Object.fromEntries(opened.map(({ name, page }) => [name, page])) as Stage<Name>,
    async end() {
      await Promise.all(opened.map(({ browser }) => browser.close()));
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
