import { operatorNumbers } from './operator-numbers';
import { indicationsConf } from '../../switch/asterisk/same-files';
import modules from './outside-modules.json';

export interface OutsideOptions {
  readonly http: number;
  readonly ari: { readonly user: string; readonly password: string };
  readonly sip: number;
  readonly rtp: { readonly begin: number; readonly end: number };
  /** Where the company's switch speaks SIP over UDP. */
  readonly company: number;
  /** Numbers of the company's: whoever calls one from within it comes back to it, as between two customers. */
  readonly companyNumbers?: readonly string[];
  /** How browsers reach an address of the machine, by that address. */
  readonly reachedAt?: Readonly<Record<string, string>>;
  /** Folder of our sounds, as Asterisk's own form has them. */
  readonly soundsFolder: string;
}

/** What phones of the outside world may dial; named as the context of devices at a company's switch. */
const fromPhones = 'vaxel';
const fromCompany = 'from-company';
/** The endpoint that is the company. */
const company = 'company';

/** Of a number in E.164, whose phones are in this variable as Dial takes them. */
export const phonesVariable = (number: string): string => `PHONES_${number.replace('+', '')}`;

/** The files of an Asterisk that is the telephone network outside the company: an operator with phones of its own. */
export function outsideConfiguration(options: OutsideOptions): Readonly<Record<string, string>> {
  const { http, ari, sip } = options;
  return {
    // One that is missing ends it at its start, and not one call long after.
    'modules.conf': `[modules]\nautoload=no\n${modules.map((name) => `require=${name}`).join('\n')}\n`,
    'http.conf': `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${http}\nenable_static=no\nenable_status=no\n`,
    'ari.conf': `[general]\nenabled=yes\n[${ari.user}]\ntype=user\npassword=${ari.password}\n`,
    'sorcery.conf': sorceryConf,
    'pjsip.conf': pjsipConf(sip, options.company),
    'rtp.conf': rtpConf(options),
    'extensions.conf': extensionsConf(options),
    'indications.conf': indicationsConf,
    'logger.conf': '[general]\n[logfiles]\nconsole => warning,error\nmessages => notice,warning,error,verbose\n',
    'features.conf': '[general]\npickupexten=\n',
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
  'musiconhold.conf',
  'pjproject.conf',
  'stasis.conf',
  'udptl.conf',
  'websocket_client.conf',
] as const;

/** Phones are pushed into memory over ARI. */
const sorceryConf = `[res_pjsip]
auth=memory
aor=config,pjsip.conf,criteria=type=aor
aor=memory
endpoint=config,pjsip.conf,criteria=type=endpoint
endpoint=memory
contact=memory
`;

/** The company is known by its address and port: by its address alone, every browser of this machine would be it. */
const pjsipConf = (sip: number, companySip: number): string => `[global]
type=global
user_agent=Operator
endpoint_identifier_order=auth_username,ip
[ws]
type=transport
protocol=ws
bind=127.0.0.1:${sip}
[udp]
type=transport
protocol=udp
bind=127.0.0.1:${sip}
[${company}]
type=endpoint
transport=udp
context=${fromCompany}
disallow=all
allow=alaw,ulaw
aors=${company}
direct_media=no
media_address=127.0.0.1
bind_rtp_to_media_address=yes
; What the company says of who calls is believed, and it is told who calls also where others are not (RFC 3325).
trust_id_inbound=yes
trust_id_outbound=yes
send_pai=yes
dtmf_mode=rfc4733
[${company}]
type=aor
contact=sip:127.0.0.1:${companySip}
qualify_frequency=0
[${company}]
type=identify
endpoint=${company}
match=127.0.0.1:${companySip}
`;

function rtpConf({ rtp, reachedAt = {} }: OutsideOptions): string {
  const addresses = Object.entries(reachedAt).map(([own, reached]) => `${own} => ${reached}\n`);
  return `[general]
rtpstart=${rtp.begin}
rtpend=${rtp.end}
icesupport=yes
[ice_host_candidates]
${addresses.join('')}`;
}

const inE164 = (context: string): string => `[${context}]
exten => _00X.,1,Goto(+\${EXTEN:2},1)
exten => _0Z.,1,Goto(+46\${EXTEN:1},1)
`;

/** A call that fails ends with the cause that it failed with: the network says no more than it was told. */
function extensionsConf({ soundsFolder, companyNumbers = [] }: OutsideOptions): string {
  const { echo, tone, busy, noAnswer, rejected, congestion, announcedFirst, keysSaid, help } = operatorNumbers;
  const phones = `\${${phonesVariable('${EXTEN:1}')}}`;
  const say = `Playback(${soundsFolder}/not-in-use-sv,noanswer)`;
  const numbers = {
    [echo]: ['Answer()', 'Echo()'],
    [help]: ['Answer()', 'Echo()'],
    [tone]: ['Answer()', 'Milliwatt()'],
    [busy]: ['Hangup(17)'],
    [noAnswer]: ['Ringing()', 'Wait(300)', 'Hangup(19)'],
    [rejected]: ['Hangup(21)'],
    [congestion]: ['Hangup(34)'],
    [announcedFirst]: ['Progress()', say, 'Ringing()', 'Wait(1)', 'Answer()', 'Echo()'],
    [keysSaid]: ['Answer()', 'Read(KEYS,,4,,1,30)', 'SayDigits(${KEYS})', 'Wait(1)', 'Hangup()'],
  };
  const exact = Object.entries(numbers).map(([number, steps]) => extension(number, steps));
  const callsCompany = [`Dial(PJSIP/\${EXTEN}@${company},120)`, 'Hangup(${HANGUPCAUSE})'];
  const callsHelp = extension(help, [`Goto(operator,${help},1)`]);
  const withheld = '$["${PJSIP_HEADER(read,Privacy)}" != "" & "${PJSIP_HEADER(read,Privacy)}" != "none"]';
  return `[general]
static=yes
writeprotect=yes
${inE164(fromPhones)}${extension('_+X.', [
    `ExecIf(${withheld}?Set(CALLERID(pres)=prohib))`,
    `GotoIf($["${phones}" != ""]?numbers,\${EXTEN},1)`,
    `GotoIf(\${DIALPLAN_EXISTS(operator,\${EXTEN},1)}?operator,\${EXTEN},1)`,
    ...callsCompany,
  ])}${callsHelp}${inE164(fromCompany)}${extension('_+X.', [
    `GotoIf(\${DIALPLAN_EXISTS(operator,\${EXTEN},1)}?operator,\${EXTEN},1)`,
    'Goto(numbers,${EXTEN},1)',
  ])}${callsHelp}${companyNumbers.map((number) => extension(number, callsCompany)).join('')}[operator]
${exact.join('')}[numbers]
${extension('_+X.', [
  `GotoIf($["${phones}" = ""]?nobody)`,
  `Dial(${phones},120)`,
  'Hangup(${HANGUPCAUSE})',
])} same => n(nobody),Progress()
 same => n,${say}
 same => n,Hangup(1)
`;
}

const extension = (pattern: string, steps: readonly string[]): string =>
  steps.map((step, at) => (at === 0 ? `exten => ${pattern},1,${step}\n` : ` same => n,${step}\n`)).join('');
