/**
 * Debian's packages from the mirror that apt knows here, as any user and beside whatever the machine has: downloaded,
 * unpacked without installing, cut down to what is used, and kept for the next time.
 */
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { StepError, run, step } from './steps.mjs';

/** Debian has Asterisk in its unstable suite only. */
const suite = 'sid';

/** How Debian calls an architecture, and what starts its programs. */
const architectures = {
  amd64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

export const elsewhere =
  'Or run its tests in a container of Debian, or name your own Asterisk 22: "Asterisk" in docs/operations.md.';

/**
 * The folder with what `make` has made of the packages; brought when this machine has none yet.
 * @param name of the folder; people are told of it by its title
 * @param recipe a change here, or of the modules, brings it anew
 * @param file is in a folder that is whole
 * @param make of `{ whole, lean, final, triplet, loader, debs }`: fills lean from whole, to stand at final
 */
export async function bringUnpacked({ name, title, packages, recipe, modules, file, make }) {
  const cache = cacheFolder();
  const pointer = join(cache, `${name}-${hash([recipe, process.arch, ...modules])}.txt`);
  const known = existsSync(pointer) ? join(cache, readFileSync(pointer, 'utf8')) : '';
  if (known && existsSync(join(known, file))) return known;
  const work = mkdtempSync(join(cache, `.${name}-`));
  try {
    const made = await unpacked({ work, cache, name, title, packages, key: [recipe, ...modules], file, make });
    writeFileSync(join(work, 'pointer'), made);
    renameSync(join(work, 'pointer'), pointer);
    return join(cache, made);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpacked({ work, cache, name, title, packages, key, file, make }) {
  const { triplet, loader, architecture } = await machine();
  const apt = await ownApt(work, architecture);
  await step(`${title}: packages listed`, async () => void (await apt('update')));
  const debs = debsOf(await apt('--print-uris', '-y', 'install', ...packages));
  if (debs.length === 0) throw new StepError(`The Debian mirror of this machine offers no ${title}. ${elsewhere}`);
  const made = `${name}-${hash([...key, ...debs])}`;
  const final = join(cache, made);
  if (existsSync(join(final, file))) return made;
  await step(`${title}: ${debs.length} packages downloaded`, async () => {
    await apt('-y', '--download-only', 'install', ...packages);
  });
  const [whole, lean] = [join(work, 'whole'), join(work, 'lean')];
  await step(`${title}: unpacked`, () => unpack(join(work, 'cache', 'archives'), whole));
  await step(`${title}: cut down to what is used`, () => make({ whole, lean, final, triplet, loader, debs }));
  moveInto(lean, final);
  return made;
}

const hash = (parts) => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

/** Beside what other tools keep for this user, so that every clone shares it. */
export function cacheFolder(env = process.env, home = homedir()) {
  const folder = env.VAXEL_CACHE || join(env.XDG_CACHE_HOME || join(home, '.cache'), 'vaxel');
  // The loader separates its folders by colons.
  if (/[:;\s]/.test(folder))
    throw new StepError(`Asterisk cannot run from ${folder}: no colons or spaces, please. Set VAXEL_CACHE.`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StepError(`${folder} cannot be made (${error.code}). Set VAXEL_CACHE to a folder of your own.`);
  }
  return folder;
}

/** Whoever is first has it; two that work side by side make the same. */
function moveInto(lean, final) {
  try {
    renameSync(lean, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  }
}

async function machine() {
  const missing = (what) =>
    new StepError(`Asterisk is brought from Debian's packages, and ${what}. On another system: ${elsewhere}`);
  if (process.platform !== 'linux') throw missing(`this is ${process.platform}`);
  for (const program of ['apt-get', 'dpkg-deb', 'tar'])
    await run('which', [program]).catch(() => Promise.reject(missing(`${program} is not on this machine`)));
  const architecture = (await run('dpkg', ['--print-architecture'])).trim();
  const known = architectures[architecture];
  if (!known) throw missing(`there is none for ${architecture}`);
  return { ...known, architecture };
}

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Debian's mirror as this machine's apt has it. */
async function mirror() {
  if (process.env.DEBIAN_MIRROR) return process.env.DEBIAN_MIRROR;
  const format = '$(ORIGIN)|$(LABEL)|$(REPO_URI)';
  const lines = (await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])).split('\n');
  const found = lines
    .map((line) => line.trim().split('|'))
    .find(([origin, label]) => `${origin} ${label}` === 'Debian Debian');
  if (found) return found[2];
  throw new StepError(
    'apt knows no mirror of Debian here, or has not read it yet: run "apt-get update", or set DEBIAN_MIRROR to the ' +
      `address of one. ${elsewhere}`,
  );
}

/** An apt with folders of its own, which touches nothing of the machine's and takes its proxy and passwords. */
async function ownApt(work, architecture) {
  if (!existsSync(keyring)) throw new StepError(`${keyring} is missing: install debian-archive-keyring. ${elsewhere}`);
  for (const folder of [
    'etc/apt.conf.d',
    'etc/preferences.d',
    'etc/trusted.gpg.d',
    'lists/partial',
    'cache/archives/partial',
  ])
    mkdirSync(join(work, folder), { recursive: true });
  // Whether the mirror is of today matters less than that it is signed: which version it has is looked at afterwards.
  const options = `signed-by=${keyring} check-valid-until=no`;
  writeFileSync(join(work, 'etc/sources.list'), `deb [${options}] ${await mirror()} ${suite} main\n`);
  writeFileSync(join(work, 'status'), '');
  const ours = {
    'Dir::Etc': join(work, 'etc'),
    'Dir::Etc::SourceList': join(work, 'etc/sources.list'),
    'Dir::Etc::SourceParts': '-',
    'Dir::Etc::Parts': join(work, 'etc/apt.conf.d'),
    'Dir::Etc::Preferences': '-',
    'Dir::Etc::PreferencesParts': join(work, 'etc/preferences.d'),
    'Dir::Etc::netrc': '/etc/apt/auth.conf',
    'Dir::Etc::netrcparts': '/etc/apt/auth.conf.d',
    'Dir::State': work,
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': join(work, 'cache'),
    'Dir::Cache::archives': join(work, 'cache/archives'),
    'APT::Architecture': architecture,
    'APT::Install-Recommends': 'false',
    'Acquire::Languages': 'none',
    'Acquire::ForceHash': 'SHA256',
    'Debug::NoLocking': 'true',
    // Root's own folders are not for apt's lesser user.
    ...(process.getuid?.() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  };
  const lines = Object.entries(ours).map(([name, value]) => `${name} "${value}";`);
  const machines = (await run('apt-config', ['dump']))
    .split('\n')
    .filter((line) => /^Acquire::(?!IndexTargets|Languages)/.test(line));
  const config = join(work, 'apt.conf');
  writeFileSync(config, [...machines, `APT::Architectures { "${architecture}"; };`, ...lines, ''].join('\n'));
  return (...args) =>
    run('apt-get', ['-q', ...args], { env: { APT_CONFIG: config, LC_ALL: 'C' }, what: `apt-get ${args[0]}` });
}

/** The name and hash of each package in what `apt-get --print-uris` says. */
const debsOf = (listed) =>
  listed
    .split('\n')
    .map((line) => /^'[^']+' (\S+\.deb) \d+ (\S+)/.exec(line))
    .filter(Boolean)
    .map(([, file, sum]) => `${file} ${sum}`)
    .sort();

async function unpack(archives, whole) {
  // As Debian has it today: the old folders are links to those below usr.
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(whole, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(whole, name));
  }
  const left = ['doc', 'man', 'locale', 'perl*', 'i18n', 'zoneinfo'].map((name) => `--exclude=./usr/share/${name}`);
  const how = ['--keep-directory-symlink', '--no-same-owner', '--exclude=./dev', '--exclude=./var', ...left];
  for (const name of readdirSync(archives).filter((file) => file.endsWith('.deb')))
    await piped(['dpkg-deb', '--fsys-tarfile', join(archives, name)], ['tar', '-x', '-C', whole, ...how]);
}

/** One program's output into the other, as the shell's `|`. */
function piped([from, ...fromArgs], [into, ...intoArgs]) {
  const source = spawn(from, fromArgs, { stdio: ['ignore', 'pipe', 'inherit'] });
  const sink = spawn(into, intoArgs, { stdio: ['pipe', 'ignore', 'inherit'] });
  source.stdout.pipe(sink.stdin);
  sink.stdin.on('error', () => undefined);
  const ended = (child, name) =>
    new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) =>
        code === 0 ? resolve() : reject(new StepError(`${name} ended with ${code} on ${fromArgs.at(-1)}`)),
      );
    });
  return Promise.all([ended(source, from), ended(sink, into)]);
}

/** Copies programs and modules, and every library that these ask for. */
export async function copyWithLibraries({ whole, lean, triplet, loader }, paths) {
  const libraries = `usr/lib/${triplet}`;
  const missing = paths.filter((path) => !existsSync(join(whole, path)));
  if (missing.length > 0) throw new StepError(`Debian's packages have no ${missing.join(', ')}.`);
  for (const folder of [libraries, ...paths.map((path) => dirname(path))])
    mkdirSync(join(lean, folder), { recursive: true });
  copyFileSync(realpathSync(join(whole, libraries, loader)), join(lean, libraries, loader));
  const needed = new Set();
  for (const path of paths) {
    cpSync(join(whole, path), join(lean, path));
    const args = ['--library-path', join(whole, libraries), '--list', join(whole, path)];
    for (const library of librariesOf(await run(join(whole, libraries, loader), args), path)) needed.add(library);
  }
  for (const library of needed) cpSync(realpathSync(library), join(lean, libraries, library.split('/').at(-1)));
}

/** The files of the libraries in what the loader's `--list` says. */
function librariesOf(listed, program) {
  const lines = listed.split('\n');
  const missing = lines.filter((line) => line.includes('not found')).map((line) => line.trim());
  if (missing.length > 0) throw new StepError(`${program} lacks libraries:\n${missing.join('\n')}`);
  return lines.map((line) => /=> (\/\S+)/.exec(line)?.[1]).filter(Boolean);
}
