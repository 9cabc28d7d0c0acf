import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Programs of others, and what they need to find their libraries. */
interface Programs {
  readonly bin: string;
  readonly libraries: string;
}

interface Tools {
  readonly postgres: Programs;
  readonly coturn: Programs;
  readonly caddy: Programs;
  readonly prometheus: Programs;
  readonly kamailio: Programs;
}

/** Where they are, brought if need be. @throws Error when they cannot be had: a test without them would say nothing */
export function findTools(): Tools {
  const script = join(process.cwd(), 'scripts', 'production-tools.mjs');
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8' });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as Tools;
}

/** The environment for programs of that folder. */
export const environmentOf = ({ bin, libraries }: Programs): NodeJS.ProcessEnv => ({
  PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  LC_ALL: 'C',
  ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }),
});
