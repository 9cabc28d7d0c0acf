import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

/** What an image is made of, where its steps were done in folders. */
export interface Image {
  /** The last stage's WORKDIR. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  /** RUN lines that belong to the image's own system and were not done here. */
  readonly left: readonly string[];
}

function stagesOf(text: string): Stage[] {
  const lines = text.replaceAll('\\\n', ' ').split('\n');
  const instructions = lines
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1).trim() }));
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    const { word, rest } = instruction;
    if (word === 'FROM') stages.push({ name: / AS (\w+)/.exec(rest)?.[1] ?? 'last', instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/**
 * Does the steps of a Dockerfile without Docker: each stage in a folder of its own, COPY and RUN of npm and rm as they
 * stand. What stays untested is the base image, and what is left.
 */
export function buildInFolders(context: string, work: string): Image {
  const stages = stagesOf(readFileSync(join(context, 'Dockerfile'), 'utf8'));
  const left: string[] = [];
  const workdirOf = (name: string) =>
    stages.find((stage) => stage.name === name)?.instructions.find(({ word }) => word === 'WORKDIR')?.rest ?? '/';
  const inside = (name: string, path: string) =>
    join(work, name, path.startsWith('/') ? path : join(workdirOf(name), path));
  for (const { name, instructions } of stages)
    for (const { word, rest } of instructions) {
      if (word === 'WORKDIR') mkdirSync(inside(name, rest), { recursive: true });
      if (word === 'COPY')
        copy(
          rest,
          (path) => inside(name, path),
          (from, path) => inside(from, path),
          context,
        );
      if (word !== 'RUN') continue;
      if (/^(?:npm|rm) /.test(rest)) shell(rest, inside(name, workdirOf(name)));
      else left.push(rest);
    }
  const last = stages.at(-1)?.instructions ?? [];
  const wordsOf = (word: string) => last.findLast((each) => each.word === word)?.rest ?? '';
  const pairs = last.filter(({ word }) => word === 'ENV').flatMap(({ rest }) => rest.split(' '));
  return {
    folder: inside('last', workdirOf('last')),
    environment: Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string])),
    command: JSON.parse(wordsOf('CMD')) as string[],
    healthcheck: JSON.parse(wordsOf('HEALTHCHECK').split(' CMD ')[1] ?? '[]') as string[],
    left,
  };
}

function copy(
  words: string,
  to: (path: string) => string,
  from: (stage: string, path: string) => string,
  context: string,
): void {
  const stage = /^--from=(\w+) /.exec(words)?.[1];
  const paths = words.split(' ').filter((word) => !word.startsWith('--'));
  const [target = '', ...sources] = paths.toReversed();
  for (const source of sources) {
    const path = stage === undefined ? join(context, source) : from(stage, source);
    if (!existsSync(path)) throw new Error(`COPY ${words}: there is no ${path}`);
    const into = to(target.endsWith('/') ? join(target, source) : target);
    mkdirSync(dirname(into), { recursive: true });
    rmSync(into, { recursive: true, force: true });
    cpSync(path, into, { recursive: true, verbatimSymlinks: true });
  }
}

function shell(line: string, cwd: string): void {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-euc', line], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`RUN ${line} ended with ${status}:\n${stdout}\n${stderr}`);
}
