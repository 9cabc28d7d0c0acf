import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { quickSipGrammar } from '../../scripts/lib/sip-grammar.mjs';

export interface SwitchChild {
  readonly url: string;
  readonly process: ChildProcess;
  cpu(): Promise<{ microseconds: number; rssBytes: number }>;
  /** After a garbage collection: what lives, in V8 and beside it, and what the process has of the system. */
  memory(): Promise<{ liveBytes: number; rssBytes: number }>;
  stop(): Promise<void>;
}

export interface SwitchChildOptions {
  /** Default: the embedded one. */
  readonly kind?: 'embedded' | 'asterisk';
  /** `usual` = with the limits of the product; default: what one user or address may ask of it has none. */
  readonly limits?: 'none' | 'usual';
  /** A module in the place of the WebRTC library, e.g. one that notes what goes through it. */
  readonly library?: string;
}

/** Starts the switch of switch-process.ts with that many devices, bundled as the server is. */
export async function startSwitchChild(
  devices: number,
  { kind = 'embedded', limits = 'none', library }: SwitchChildOptions = {},
): Promise<SwitchChild> {
  const outfile = join(
    process.cwd(),
    'dist',
    'bench',
    library === undefined ? 'switch-process.js' : 'switch-process-noted.js',
  );
  const entryPoints = {
    [basename(outfile, '.js')]: join(process.cwd(), 'tests', 'bench', 'switch-process.ts'),
    'mix-worker': join(process.cwd(), 'src', 'switch', 'embedded', 'mixing', 'worker.ts'),
  };
  const plugins = [
    quickSipGrammar(process.cwd()),
    ...(library === undefined ? [] : [replaced('node-datachannel', library)]),
  ];
  await build({
    entryPoints,
    outdir: dirname(outfile),
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins,
    logLevel: 'warning',
  });
  const child: ChildProcess = fork(outfile, [String(devices), limits, kind], { execArgv: ['--expose-gc'] });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    url,
    process: child,
    async cpu() {
      child.send('cpu');
      const [answer] = (await once(child, 'message')) as [{ microseconds: number; rssBytes: number }];
      return answer;
    },
    async memory() {
      child.send('memory');
      const [answer] = (await once(child, 'message')) as [{ liveBytes: number; rssBytes: number }];
      return answer;
    },
    async stop() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** Everybody gets the module instead of the package, but for the module itself. */
function replaced(name: string, path: string): Plugin {
  return {
    name: `${name} replaced`,
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ importer }) =>
        importer === path ? { path: name, external: true } : { path },
      );
    },
  };
}
