import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { readInstall, startAsterisk, type AsteriskInstall } from '../../src/local/asterisk/asterisk-process';
import { allAtLoopback, freePorts, type AsteriskPorts } from '../../src/local/asterisk/ports';
import { indicationsConf } from '../../src/switch/asterisk/same-files';
import { SipPhone } from '../fakes/sip-phone';
import modules from './app-queue-modules.json';
import type { BenchQueue } from './queue-rounds.part';

const loopback = '127.0.0.1';
/** The phones' and the manager's alike. */
const password = 'of-the-bench';
const domain = 'queue.vaxel';
const callersEach = 2;

/** A queue of Asterisk's own for each of these: how long after an offer in vain it waits until the next one, in s. */
type RetrySeconds = readonly number[];

const nameOf = (retry: number): string => `queue${retry}`;
const agentOf = (retry: number): string => `agent${retry}`;
const callerOf = (retry: number, n: number): string => `caller${retry}-${n}`;

/** Brought by this bench alone: tests and the product have no use for a queue of Asterisk's. */
function findQueueAsterisk(): AsteriskInstall {
  const script = join(process.cwd(), 'scripts', 'asterisk.mjs');
  const said = execFileSync(process.execPath, [script, 'tests/bench/app-queue-modules.json'], { encoding: 'utf8' });
  return readInstall(said.trim().split('\n').at(-1) ?? '');
}

/** Asterisk 22 with `app_queue`: queues of one agent each. Its phones are those that ours has. */
export async function startAppQueues(retries: RetrySeconds): Promise<{ queues: BenchQueue[]; stop(): Promise<void> }> {
  const [ports, { http: managerPort }] = [await freePorts(), await freePorts()];
  const asterisk = await startAsterisk({
    install: findQueueAsterisk(),
    files: ({ sounds }) => filesOf(ports, managerPort, retries, join(sounds, 'music')),
    prepare: ({ sounds }) =>
      void execFileSync(process.execPath, [join(process.cwd(), 'scripts', 'asterisk-sounds.mjs'), sounds]),
  });
  const manager = await openManager(managerPort);
  const queues: BenchQueue[] = [];
  for (const retry of retries) queues.push(await queueOf(retry, ports, manager));
  return {
    queues,
    async stop() {
      manager.close();
      await Promise.all(queues.flatMap(({ agent, callers }) => [agent, ...callers].map((phone) => phone.close())));
      await asterisk.stop();
    },
  };
}

async function queueOf(retry: number, { http }: AsteriskPorts, manager: Manager): Promise<BenchQueue> {
  const register = (username: string): Promise<SipPhone> => {
    const account = { addressOfRecord: `sip:${username}@${domain}`, username, password };
    return new SipPhone({ url: `ws://${loopback}:${http}/ws`, account, offersCandidates: true }).register();
  };
  const member = { Queue: nameOf(retry), Interface: `PJSIP/${agentOf(retry)}` };
  return {
    name: `app_queue, retry ${retry}`,
    number: nameOf(retry),
    agent: await register(agentOf(retry)),
    callers: await Promise.all(Array.from({ length: callersEach }, (_, n) => register(callerOf(retry, n)))),
    pause: () => manager.ask({ Action: 'QueuePause', ...member, Paused: 'true' }),
    resume: () => manager.ask({ Action: 'QueuePause', ...member, Paused: 'false' }),
  };
}

interface Manager {
  /** One question after the other. */
  ask(action: Readonly<Record<string, string>>): Promise<void>;
  close(): void;
}

/** A connection that stays, as a program for agents has one. */
async function openManager(port: number): Promise<Manager> {
  const socket = connect(port, loopback).setEncoding('utf8');
  const ask: Manager['ask'] = async (action) => {
    socket.write(
      `${Object.entries(action)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    );
    let said = '';
    while (!/^Response: .*\r\n\r\n/ms.test(said)) said += String((await once(socket, 'data'))[0]);
    if (!said.includes('Response: Success')) throw new Error(`${action['Action']}: ${said}`);
  };
  await once(socket, 'connect');
  await ask({ Action: 'Login', Username: 'bench', Secret: password, Events: 'off' });
  return { ask, close: () => socket.destroy() };
}

function filesOf(
  { http, sip, rtp }: AsteriskPorts,
  manager: number,
  retries: RetrySeconds,
  musicFolder: string,
): Readonly<Record<string, string>> {
  return {
    'modules.conf': `[modules]\nautoload=no\n${modules.map((name) => `require=${name}`).join('\n')}\n`,
    'http.conf': `[general]\nenabled=yes\nbindaddr=${loopback}\nbindport=${http}\n`,
    'manager.conf': managerConf(manager),
    'sorcery.conf': '[res_pjsip]\ncontact=memory\n',
    'pjsip.conf': pjsipConf(sip, retries),
    'rtp.conf': rtpConf(rtp),
    'queues.conf': queuesConf(retries),
    'musiconhold.conf': `[default]\nmode=files\ndirectory=${musicFolder}\n`,
    'extensions.conf': '[phones]\nexten => _queueX,1,Answer()\n same => n,Queue(${EXTEN})\n',
    'indications.conf': indicationsConf,
    'logger.conf': '[general]\n[logfiles]\nconsole => warning,error\nmessages => notice,warning,error,verbose\n',
    'cdr.conf': '[general]\nenable=no\n',
    'cel.conf': '[general]\nenable=no\n',
    ...Object.fromEntries(empty.map((name) => [name, ''])),
  };
}

/** There is nothing to say in these, and a warning where they are missing. */
const empty = [
  'acl.conf',
  'ccss.conf',
  'codecs.conf',
  'features.conf',
  'pjproject.conf',
  'queuerules.conf',
  'stasis.conf',
  'udptl.conf',
  'websocket_client.conf',
] as const;

const managerConf = (port: number): string => `[general]
enabled=yes
bindaddr=${loopback}
port=${port}
[bench]
secret=${password}
write=agent
`;

/** With the usual four packets of probation, what is said at first is not heard: ours has two as well. */
const rtpConf = ({ begin, end }: AsteriskPorts['rtp']): string => `[general]
rtpstart=${begin}
rtpend=${end}
icesupport=yes
probation=2
[ice_host_candidates]
${Object.entries(allAtLoopback())
  .map(([own, reached]) => `${own} => ${reached}\n`)
  .join('')}`;

/** The best that it can do for who waits: whoever may ring is rung at once, with no rest after a call. */
const queuesConf = (retries: RetrySeconds): string => `[general]
persistentmembers=no
autofill=yes
${retries
  .map(
    (retry) => `[${nameOf(retry)}]
musicclass=default
strategy=rrmemory
timeout=15
retry=${retry}
wrapuptime=0
autofill=yes
ringinuse=no
joinempty=yes
leavewhenempty=no
member => PJSIP/${agentOf(retry)}
`,
  )
  .join('')}`;

const pjsipConf = (sip: number, retries: RetrySeconds): string => `[global]
type=global
endpoint_identifier_order=auth_username,username
[ws]
type=transport
protocol=ws
bind=${loopback}:${sip}
[phone](!)
type=endpoint
context=phones
webrtc=yes
disallow=all
allow=opus
direct_media=no
media_address=${loopback}
bind_rtp_to_media_address=yes
${retries
  .flatMap((retry) => [agentOf(retry), ...Array.from({ length: callersEach }, (_, n) => callerOf(retry, n))])
  .map(
    (name) => `[${name}](phone)
aors=${name}
auth=${name}
identify_by=auth_username
[${name}]
type=aor
max_contacts=1
remove_existing=yes
[${name}]
type=auth
auth_type=digest
username=${name}
password=${password}
`,
  )
  .join('')}`;
