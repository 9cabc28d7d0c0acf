import { createHash } from 'node:crypto';
import { sipHeaders } from '../../contract/devices/sip';
import modules from './modules.json';
import { dspConf, featuresConf, indicationsConf, loggerConf, sorceryConf } from './same-files';

/** What an Asterisk that serves this driver has to know; addresses as Asterisk sees them. */
export interface AsteriskConfigurationOptions {
  /** Where browsers register (path `/ws`) and where the server speaks ARI (`/ari`). */
  readonly http: { readonly address: string; readonly port: number };
  readonly ari: {
    readonly user: string;
    readonly password: string;
    /** Addresses or networks that may ask at all; absent = Asterisk's own machine. Browsers are not among them. */
    readonly from?: readonly string[];
  };
  /** SIP of desk phones and trunks, over UDP and TCP. */
  readonly sip: { readonly address: string; readonly port: number };
  /** The same over TLS, with files that Asterisk can read; absent = there is none. */
  readonly tls?: { readonly port: number; readonly certificateFile: string; readonly keyFile: string };
  readonly rtp: { readonly begin: number; readonly end: number };
  /** Folder with the music on hold and, below it, silence, made by scripts/asterisk-sounds.mjs. */
  readonly musicFolder: string;
  readonly stunAddress?: string;
  /** How browsers reach an address of Asterisk's machine, by that address, where it is another (1:1 NAT). */
  readonly reachedAt?: Readonly<Record<string, string>>;
  /** The one address of the machine that browsers are told for sound; absent = all of them. */
  readonly soundAddress?: string;
  /** What phones and operators outside are told in its place, who know no ICE (1:1 NAT). */
  readonly publicAddress?: string;
  /** Whose word on operators' certificates is believed (TLS); absent: Debian's. */
  readonly authorities?: string;
}

/** The application in which every call is; the one name that Asterisk and this driver share. */
export const application = 'vaxel';
/** Contexts of the dialplan: what a device or a line may dial is decided by the call engine, not by Asterisk. */
export const arrivals = 'vaxel';
/** Where a plain phone finds whose lines it may watch; made while Asterisk runs (watching.ts). */
export const watched = (username: string): string => `lines-${username}`;
/** Of all digests, so that an answer fits the challenge also where Asterisk does not know yet who asks. */
export const realm = 'vaxel';
/** Classes of what is played for as long as nothing else is heard. */
export const musicClasses = { music: 'default', silence: 'silence' } as const;
const silenceFolder = 'silence';
/** Variables that come with every event of a channel. */
export const channelVariables = {
  call: 'VAXEL_CALL',
  show: 'VAXEL_SHOW',
  privacy: 'VAXEL_PRIVACY',
  contact: 'VAXEL_CONTACT',
  dialled: 'VAXEL_DIALLED',
  from: 'VAXEL_FROM',
  to: 'VAXEL_TO',
  asserted: 'VAXEL_ASSERTED',
  remoteParty: 'VAXEL_REMOTE',
  leg: 'VAXEL_LEG',
  held: 'VAXEL_HELD',
} as const;

/** What of an INVITE its channel tells, by variable. */
export const heardHeaders: Readonly<Record<string, string>> = {
  [channelVariables.call]: `PJSIP_HEADER(read,${sipHeaders.call})`,
  [channelVariables.show]: `PJSIP_HEADER(read,${sipHeaders.show})`,
  [channelVariables.privacy]: 'PJSIP_HEADER(read,Privacy)',
  [channelVariables.from]: 'CHANNEL(pjsip,remote_uri)',
  [channelVariables.to]: 'CHANNEL(pjsip,local_uri)',
  [channelVariables.asserted]: 'PJSIP_HEADER(read,P-Asserted-Identity)',
  [channelVariables.remoteParty]: 'PJSIP_HEADER(read,Remote-Party-ID)',
  [channelVariables.contact]: 'CHANNEL(pjsip,target_uri)',
};

/**
 * What every channel is told before it is anybody's leg: what a phone does with its keys for hold and transfer, the
 * engine decides on. Asterisk itself plays nothing to the other side, tells nothing of it, and connects nobody. (Its
 * HOLD_INTERCEPT tells of the other side, as if that had pressed the key.)
 */
export const preparing: Readonly<Record<string, string>> = {
  'FRAME_DROP(RX)': 'HOLD,UNHOLD',
  'PJSIP_TRANSFER_HANDLING()': 'ari-only',
};

/**
 * What asterisk.conf says.
 * @param folders by Asterisk's name for each; of one that is not named, Asterisk has its own
 */
export const asteriskConf = (folders: Readonly<Record<string, string>>): string => `[directories]
${Object.entries(folders)
  .map(([name, path]) => `${name} => ${path}\n`)
  .join('')}[options]
nocolor = yes
hideconnect = yes
live_dangerously = no
`;

/**
 * The files of /etc/asterisk, all but asterisk.conf, by name. Pure: who starts Asterisk writes them. Every call is in
 * one Stasis application; devices and their credentials are pushed into memory over ARI and are in no file.
 */
export function asteriskConfiguration(options: AsteriskConfigurationOptions): Readonly<Record<string, string>> {
  const files = filesOf(options);
  return { ...files, 'extensions.conf': `${files['extensions.conf']}[globals]\n${revisionVariable}=${revision()}\n` };
}

/** Asterisk tells by this variable which configuration it has. */
export const revisionVariable = 'VAXEL_CONFIGURATION';

/** The same wherever Asterisk is; a version of ours that writes other files has another one. */
export function revision(): string {
  const nowhere = { address: '', port: 0 };
  const files = filesOf({
    http: nowhere,
    ari: { user: '', password: '' },
    sip: nowhere,
    rtp: { begin: 0, end: 0 },
    musicFolder: '',
  });
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
}

function filesOf(options: AsteriskConfigurationOptions) {
  return {
    'modules.conf': modulesConf(),
    'http.conf': httpConf(options),
    'ari.conf': ariConf(options),
    'manager.conf': managerConf(options),
    'sorcery.conf': sorceryConf,
    'pjsip.conf': pjsipConf(options),
    'rtp.conf': rtpConf(options),
    'extensions.conf': extensionsConf,
    'musiconhold.conf': musicConf(options),
    'indications.conf': indicationsConf,
    'features.conf': featuresConf,
    'dsp.conf': dspConf,
    // What has been, our own records say.
    'cdr.conf': '[general]\nenable=no\n',
    'cel.conf': '[general]\nenable=no\n',
    'logger.conf': loggerConf,
    // Modules that will not load without a file; there is nothing to say in it.
    ...Object.fromEntries(empty.map((name) => [name, ''])),
  };
}

const empty = [
  'acl.conf',
  'ccss.conf',
  'codecs.conf',
  'extconfig.conf',
  'pjproject.conf',
  'pjsip_notify.conf',
  'stasis.conf',
  'udptl.conf',
  'websocket_client.conf',
] as const;

/** Only what is used: what is not there cannot be dialled, subscribed or attacked. */
function modulesConf(): string {
  return `[modules]\nautoload=no\n${modules.map((name) => `load=${name}`).join('\n')}\n`;
}

function httpConf({ http }: AsteriskConfigurationOptions): string {
  return `[general]
enabled=yes
servername=vaxel
bindaddr=${http.address}
bindport=${http.port}
; Every browser holds one WebSocket for as long as it is open; the default is 100.
sessionlimit=20000
session_keep_alive=60000
enable_static=no
enable_status=no
`;
}

/** Whatever else somebody knows, and whatever the proxy lets through. For ARI it takes 22.9. */
const permittedFrom = ({ ari }: AsteriskConfigurationOptions): string =>
  `deny=0.0.0.0/0.0.0.0,::/0\npermit=${(ari.from ?? ['127.0.0.1']).join(',')}\n`;

function ariConf(options: AsteriskConfigurationOptions): string {
  const { ari } = options;
  return `[general]
enabled=yes
pretty=no
websocket_write_timeout=5000
; What the dialplan has read from an INVITE comes with each event of its channel: nobody has to ask for it.
channelvars=${Object.values(channelVariables).join(',')}
[${ari.user}]
type=user
read_only=no
password_format=plain
password=${ari.password}
${permittedFrom(options)}`;
}

/**
 * The manager answers by HTTP beside ARI, whom it knows by the same name and secret, for what ARI cannot do: it tells
 * whether operators have us registered, and lets phones watch lines (`system`; what that could do beyond, no module
 * does).
 */
const managerConf = (options: AsteriskConfigurationOptions): string => `[general]
enabled=yes
webenabled=yes
bindaddr=127.0.0.1
httptimeout=30
[${options.ari.user}]
secret=${options.ari.password}
${permittedFrom(options)}\
read=reporting
write=reporting,system
`;

/** Who is in a network of its own reaches us without the public address. */
const ownNetworks = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'] as const;

function pjsipConf({ sip, tls, authorities, publicAddress: outside }: AsteriskConfigurationOptions): string {
  const told = [
    ...['media', 'signaling'].map((what) => `external_${what}_address=${outside}\n`),
    ...ownNetworks.map((network) => `local_net=${network}\n`),
  ];
  const address = outside === undefined ? '' : told.join('');
  return `[global]
type=global
user_agent=Vaxel
; Who a device is, its credentials say: its From may name whomever it likes. Plain phones (device-objects.ts) have a
; name there too, so that they are asked for their credentials in their own way.
endpoint_identifier_order=auth_username,username,ip
default_realm=${realm}
; The better one first (RFC 8760 section 2.4).
default_auth_algorithms_uas=SHA-256,MD5
keep_alive_interval=30
; RFC 4488: an Asterisk 22.10 that carries out a REFER without its subscription for ARI dies of it.
norefersub=no
; Whether an operator answers is known soon, and not after up to a whole round of asking.
max_initial_qualify_time=2
; An address that guesses is forgotten again after so long.
unidentified_request_period=10
unidentified_request_count=20
; Many calls at once are much to tell of, to us: for that nobody is refused (503).
taskprocessor_overload_trigger=pjsip_only
[system]
type=system
; Timer B is 64 times this at least.
timer_t1=125
; An operator that says nothing at all for so long, not even that it has heard: the next one is tried. A device is
; given up before that (dialling.ts), since one that wakes up later than this is not told that the call is over.
timer_b=10000
; For the WebSocket this is only a name: it listens where http.conf says.
[ws]
type=transport
protocol=ws
bind=${sip.address}:${sip.port}
[udp]
type=transport
protocol=udp
bind=${sip.address}:${sip.port}
${address}[tcp]
type=transport
protocol=tcp
bind=${sip.address}:${sip.port}
${address}${tlsTransport(sip.address, tls, authorities ?? '/etc/ssl/certs/ca-certificates.crt')}${address}`;
}

/** Of phones, where there is a certificate of ours; to operators also without one, whose own is checked. */
const tlsTransport = (address: string, tls: AsteriskConfigurationOptions['tls'], authorities: string): string => `[tls]
type=transport
protocol=tls
bind=${address}:${tls?.port ?? 0}
${tls === undefined ? '' : `cert_file=${tls.certificateFile}\npriv_key_file=${tls.keyFile}\n`}\
verify_server=yes
ca_list_file=${authorities}
; What is usual otherwise is so old that no library speaks it any more.
method=tlsv1_2
; A certificate that was renewed under the same name is taken by \`module reload res_pjsip.so\`; connections stay.
allow_reload=yes
`;

function rtpConf({ rtp, stunAddress, soundAddress, reachedAt = {} }: AsteriskConfigurationOptions): string {
  const addresses = Object.entries(reachedAt).map(([own, reached]) => `${own} => ${reached}\n`);
  return `[general]
rtpstart=${rtp.begin}
rtpend=${rtp.end}
icesupport=yes
strictrtp=yes
; So many packets in a row are one source. With the usual four, 60 ms of every answer are not heard: after ICE has found
; the way, nothing is taken before. Who guesses the port sends four as easily.
probation=2
; In samples, half a second of Opus: a key that is still held, and whose packets come late, is not pressed again.
dtmftimeout=24000
${stunAddress === undefined ? '' : `stunaddr=${stunAddress}\n`}\
${soundAddress === undefined ? '' : `ice_deny=0.0.0.0/0\nice_deny=::/0\nice_permit=${soundAddress}/32\n`}\
[ice_host_candidates]
${addresses.join('')}`;
}

/**
 * A leg that arrives tells what its INVITE said and goes to the application, whatever was dialled. One letter alone is
 * no number: `h`, `i`, `t` and `s` mean something to Asterisk.
 */
const extensionsConf = `[general]
static=yes
writeprotect=yes
[${arrivals}]
${['_[+*#0-9]!', '_[A-Za-z].'].map(arrival).join('')}`;

function arrival(pattern: string): string {
  const steps = [
    `Set(${channelVariables.dialled}=\${EXTEN})`,
    ...Object.entries(heardHeaders).map(([variable, expression]) => `Set(${variable}=\${${expression}})`),
    ...Object.entries(preparing).map(([variable, value]) => `Set(${variable}=${value})`),
    `Stasis(${application})`,
    // Nobody takes it: our server is away.
    'Hangup(41)',
  ];
  return steps.map((step, at) => (at === 0 ? `exten => ${pattern},1,${step}\n` : ` same => n,${step}\n`)).join('');
}

/** Silence is music too: Asterisk's own way to send it cannot be stopped for sure (see steps.ts). */
const musicConf = ({ musicFolder }: AsteriskConfigurationOptions): string =>
  Object.entries({ [musicClasses.music]: musicFolder, [musicClasses.silence]: `${musicFolder}/${silenceFolder}` })
    .map(([name, folder]) => `[${name}]\nmode=files\ndirectory=${folder}\n`)
    .join('');
