import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, posix, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

const compress = promisify(brotliCompress);
const compressible = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.svg',
  '.txt',
  '.map',
  '.wasm',
  '.webmanifest',
]);

interface StaticFile {
  readonly plain: Buffer;
  readonly brotli: Buffer | null;
  readonly etag: string;
}

/**
 * The files below a folder, whose list is read once: a path outside it cannot be asked for. Each is read at its first
 * use and kept with its Brotli form (a `.br` file beside it, or made now). Files in `assets/` carry a hash in their
 * name and never change; all others are asked for anew, answered by 304 when unchanged. `/` is `index.html`.
 */
export function createStaticFiles(folder: string): RequestHandler {
  const names = listFiles(folder);
  const loaded = new Map<string, Promise<StaticFile>>();

  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const name = nameOf(request.path);
    if (name === null || !(await names).has(name)) return next();
    let file = loaded.get(name);
    if (file === undefined) {
      file = load(folder, name);
      loaded.set(name, file);
      file.catch(() => loaded.delete(name));
    }
    const found = await file;
    send(response, name, found, request.acceptsEncodings('br') === 'br' ? found.brotli : null);
  };
}

function nameOf(path: string): string | null {
  try {
    const name = posix.normalize(decodeURIComponent(path)).replace(/^\/+/, '');
    return name === '' || name.endsWith('/') ? `${name}index.html` : name;
  } catch {
    return null;
  }
}

async function listFiles(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return new Set(files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')));
}

async function load(folder: string, name: string): Promise<StaticFile> {
  const path = join(folder, name);
  const plain = await readFile(path);
  const brotli = compressible.has(extname(name)) ? await readFile(`${path}.br`).catch(() => compressed(plain)) : null;
  return { plain, brotli, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` };
}

async function compressed(plain: Buffer): Promise<Buffer | null> {
  const small = await compress(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  return small.length < plain.length ? small : null;
}

function send(response: Response, name: string, { plain, etag }: StaticFile, brotli: Buffer | null): void {
  response.set({
    'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: brotli === null ? etag : `${etag.slice(0, -1)}-br"`,
    Vary: 'Accept-Encoding',
  });
  if (brotli !== null) response.set('Content-Encoding', 'br');
  // express answers 304 by the ETag, and HEAD without a body.
  response.type(extname(name)).send(brotli ?? plain);
}
