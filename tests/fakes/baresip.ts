import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts } from '../../src/local/asterisk/ports';
import { patienceMs } from '../patience';
import { Waiters } from './waiters';

interface Program {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly modules: string;
}

let found: Program | null = null;

/** The baresip that tests start; brought when there is none yet, and looked for once in a process. */
function findBaresip(): Program {
  if (found !== null) return found;
  const said = execFileSync(process.execPath, [join(process.cwd(), 'scripts', 'baresip.mjs')], { encoding: 'utf8' });
  const folder = said.trim().split('\n').at(-1) ?? '';
  return (found = JSON.parse(readFileSync(join(folder, 'program.json'), 'utf8')) as Program);
}

export interface BaresipAccount {
  readonly server: string;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly username: string;
  readonly password: string;
}

export interface BaresipOptions {
  /** What it says in every call, Hz. */
  readonly toneHz: number;
  readonly codecs?: string;
  readonly registersEverySeconds?: number;
  /** Of the account, e.g. `;mediaenc=srtp`. */
  readonly more?: string;
}

/** What it tells by itself, of itself and of its calls. */
export interface BaresipEvent {
  readonly type: string;
  readonly class?: string;
  readonly param?: string;
  readonly id?: string;
  readonly peeruri?: string;
}

/** A plain SIP phone of other people's make: a real baresip, steered over TCP. */
export class Baresip {
  readonly events: BaresipEvent[] = [];
  private readonly answers: { readonly token: string; readonly ok: boolean; readonly data: string }[] = [];
  private readonly waiters = new Waiters();
  private rest = Buffer.alloc(0);
  private tokens = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly control: Socket,
    private readonly folder: string,
  ) {
    control.on('data', (data) => this.read(data));
    control.on('error', () => undefined);
  }

  static async start(account: BaresipAccount, options: BaresipOptions): Promise<Baresip> {
    const { program, arguments: first, modules } = findBaresip();
    const folder = mkdtempSync(join(tmpdir(), 'vaxel-phone-'));
    const ports = await freePorts();
    writeFileSync(join(folder, 'config'), configOf(modules, ports, options, folder));
    // It answers by itself when it has played this.
    writeFileSync(join(folder, 'autoanswer.wav'), silentWav());
    writeFileSync(join(folder, 'accounts'), accountOf(account, options));
    // There, so that the memory of one that dies is not left among the sources.
    const child = spawn(program, [...first, '-f', folder], { cwd: folder, stdio: 'ignore' });
    const control = await connected(ports.http, child);
    return new Baresip(child, control, folder);
  }

  /** Carries out one of its commands. @throws Error with what it says of it */
  async ask(command: string, params = ''): Promise<string> {
    const token = String((this.tokens += 1));
    const text = JSON.stringify({ command, params, token });
    this.control.write(`${Buffer.byteLength(text)}:${text},`);
    const found = () => this.answers.find((answer) => answer.token === token);
    await this.waiters.until(
      () => found() !== undefined,
      patienceMs,
      () => `an answer to ${command}`,
    );
    const { ok, data } = found() ?? { ok: false, data: '' };
    if (!ok) throw new Error(`${command} ${params}: ${data}`);
    return data;
  }

  /** The next event of this type that was not taken yet. */
  async told(type: string): Promise<BaresipEvent> {
    const index = () => this.events.findIndex((event) => event.type === type);
    await this.waiters.until(
      () => index() >= 0,
      patienceMs,
      () => `${type} among ${JSON.stringify(this.events)}`,
    );
    return this.events.splice(index(), 1)[0] as BaresipEvent;
  }

  /** What it has heard in its latest call so far, as so many samples a second. */
  heard(rate: number): Int16Array {
    const file = readFileSync(join(this.folder, 'heard.wav'));
    if (file.length <= 44) return new Int16Array();
    const step = file.readUInt32LE(24) / rate;
    const samples = Math.floor((file.length - 44) / 2 / step);
    return Int16Array.from({ length: samples }, (_, at) => file.readInt16LE(44 + 2 * step * at));
  }

  async stop(): Promise<void> {
    const exited = this.child.exitCode === null && this.child.signalCode === null ? once(this.child, 'exit') : null;
    this.control.destroy();
    this.waiters.end();
    this.child.kill('SIGKILL');
    await exited;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Netstrings of JSON. */
  private read(data: Buffer): void {
    this.rest = Buffer.concat([this.rest, data]);
    for (;;) {
      const colon = this.rest.indexOf(':');
      const length = Number(this.rest.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || this.rest.length < colon + length + 2) break;
      const said = JSON.parse(this.rest.toString('utf8', colon + 1, colon + 1 + length)) as Record<string, unknown>;
      this.rest = this.rest.subarray(colon + length + 2);
      if (said['response'] === true) this.answers.push(said as never);
      else this.events.push(said as never);
    }
    this.waiters.wake();
  }
}

async function connected(port: number, child: ChildProcess): Promise<Socket> {
  const endMs = performance.now() + patienceMs;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      if (performance.now() > endMs || child.exitCode !== null) throw error;
      await wait(20);
    }
  }
}

/** A file of sound with nothing in it: 16 bits at 8 kHz, 20 ms. */
function silentWav(): Buffer {
  const wav = Buffer.alloc(44 + 320);
  wav.write('RIFF');
  wav.writeUInt32LE(36 + 320, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    wav.writeUInt16LE(value, at);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(16_000, 28);
  wav.write('data', 36);
  wav.writeUInt32LE(320, 40);
  return wav;
}

type Ports = Awaited<ReturnType<typeof freePorts>>;

const configOf = (modules: string, ports: Ports, { toneHz }: BaresipOptions, folder: string): string =>
  [
    `sip_listen 127.0.0.1:${ports.sip}`,
    'net_interface 127.0.0.1',
    'dns_server 127.0.0.1:9',
    'call_local_timeout 120',
    `rtp_ports ${ports.rtp.begin}-${ports.rtp.end}`,
    'rtp_stats no',
    // Its generator of tones knows no other rate.
    `audio_source ausine,${toneHz}`,
    'ausrc_srate 48000',
    'ausrc_channels 1',
    `audio_player aufile,${join(folder, 'heard.wav')}`,
    'audio_alert aufile,/dev/null',
    `audio_path ${folder}`,
    `module_path ${modules}`,
    ...['g711', 'g722', 'opus', 'ausine', 'aufile', 'srtp'].map((name) => `module ${name}.so`),
    ...['account', 'menu', 'ctrl_tcp'].map((name) => `module_app ${name}.so`),
    `ctrl_tcp_listen 127.0.0.1:${ports.http}`,
    'sip_verify_server no',
    '',
  ].join('\n');

const accountOf = (
  { server, transport, username, password }: BaresipAccount,
  { codecs = 'PCMA', registersEverySeconds = 60, more = '' }: BaresipOptions,
): string => {
  const parts = [`auth_user=${username}`, `auth_pass=${password}`, `audio_codecs=${codecs}`];
  parts.push(`regint=${registersEverySeconds}`, 'sip_autoanswer=yes', 'sip_autoanswer_beep=off');
  return `<sip:${username}@${server};transport=${transport}>;${parts.join(';')}${more}\n`;
};
