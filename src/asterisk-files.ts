import { createSocket } from 'node:dgram';
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readAsteriskConfig } from './asterisk-config';
import { ConfigError } from './config';
import { asteriskConf, asteriskConfiguration } from './switch/asterisk/configuration';

/**
 * `npm run asterisk:files -- FOLDER`: writes what Asterisk reads into FOLDER (usually /etc/asterisk), as the variables
 * of its environment say, and our sounds to ASTERISK_SOUNDS. As whoever Asterisk runs as: nobody else may read the
 * secret.
 */
async function write(folder: string): Promise<string> {
  const { soundsFolder, ...options } = readAsteriskConfig(process.env, await ownAddress());
  const files = { 'asterisk.conf': asteriskConf({}), ...asteriskConfiguration(options) };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text);
  const sounds = resolve(dirname(fileURLToPath(import.meta.url)), '../asterisk-sounds');
  if (!existsSync(sounds)) throw new Error(`${sounds} is missing: npm run build`);
  cpSync(sounds, soundsFolder, { recursive: true });
  const { http, sip, tls, rtp } = options;
  const open = [`${sip.port} UDP and TCP`, ...(tls === undefined ? [] : [`${tls.port} TCP`])];
  return [
    `${Object.keys(files).length} files in ${folder}, sounds in ${soundsFolder}`,
    `for phones and operators: ${open.join(', ')}; for sound: ${rtp.begin}-${rtp.end} UDP`,
    `for the server and the proxy alone: ${http.address}:${http.port}`,
  ].join('\n');
}

/** Whoever reads it meanwhile reads the old one or the new one. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** The machine's address on the way out: a socket that is pointed somewhere has it, and nothing is sent. */
function ownAddress(): Promise<string | null> {
  const socket = createSocket('udp4');
  return new Promise((settle) => {
    const end = (address: string | null) => socket.close(() => settle(address));
    socket.once('error', () => end(null));
    // An address of documentation (RFC 5737), which leads wherever all others lead.
    socket.connect(9, '192.0.2.1', () => end(socket.address().address));
  });
}

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || more.length > 0) {
  process.stderr.write('npm run asterisk:files -- FOLDER: writes what Asterisk reads, usually to /etc/asterisk.\n');
  process.exit(2);
}
try {
  process.stdout.write(`${await write(resolve(folder))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exit(1);
}
