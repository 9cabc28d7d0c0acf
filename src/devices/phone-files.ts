import type { DeskPhoneAccount, PhoneTransport } from '../contract/devices/desk-phones';
import { pickUpPrefix } from '../contract/devices/pick-up';
import { phoneMakes } from '../contract/devices/phone-limits';

type Make = (typeof phoneMakes)[number];

interface PhoneFileData extends Omit<DeskPhoneAccount, 'uri'> {
  /** What the phone shows. */
  readonly extension: string;
}

interface PhoneFile {
  /** How it is called in an address that a person types. */
  readonly name: string;
  readonly asked: RegExp;
  write(data: PhoneFileData): { readonly type: string; readonly text: string };
}

/** The settings of phones by their maker, as far as they are ours to say; everything else the phone keeps. */
export const fileFor: Readonly<Record<Make, PhoneFile>> = {
  yealink: {
    name: 'phone.cfg',
    // By its own MAC address where it is given the folder only.
    asked: /^(?:phone|[0-9a-f]{12})\.cfg$/i,
    write: (data) => ({ type: 'text/plain; charset=utf-8', text: yealink(data) }),
  },
  snom: {
    name: 'phone.xml',
    asked: /^(?:phone|snom[\w-]{0,40})\.(?:xml|htm)$/i,
    write: (data) => ({ type: 'application/xml; charset=utf-8', text: snom(data) }),
  },
};

/** Who makes the phones that ask for such a file; null: nobody. */
export const makeOf = (file: string): Make | null => phoneMakes.find((make) => fileFor[make].asked.test(file)) ?? null;

const yealinkTransport: Readonly<Record<PhoneTransport, number>> = { udp: 0, tcp: 1, tls: 2 };

function yealink({ phone, host, port, username, password, extension }: PhoneFileData): string {
  const account = {
    enable: 1,
    label: extension,
    display_name: extension,
    user_name: username,
    auth_name: username,
    password,
    'sip_server.1.address': host,
    'sip_server.1.port': port,
    'sip_server.1.transport_type': yealinkTransport[phone.transport],
    'sip_server.1.expires': 120,
    // Lamps beside its keys: an Asterisk that starts anew knows nobody who watches.
    'blf.subscribe_period': 120,
    'codec.pcma.enable': 1,
    'codec.g722.enable': 1,
    // 1 = where the other side offers it.
    srtp_encryption: phone.transport === 'tls' ? 1 : 0,
    auto_answer: 0,
  };
  const lines = Object.entries(account).map(([name, value]) => `account.1.${name} = ${oneLine(String(value))}`);
  // Answers by itself where the server says that its person has pressed for it.
  const all = [
    'features.intercom.allow = 1',
    // The key of a lamp takes what rings there: it dials this and the extension, as the lamps name no call.
    'features.pickup.direct_pickup_enable = 1',
    `features.pickup.direct_pickup_code = ${pickUpPrefix}`,
  ];
  return ['#!version:1.0.0.1', ...lines, ...all, ''].join('\n');
}

function snom({ phone, host, port, username, password, extension }: PhoneFileData): string {
  const settings = {
    user_active: 'on',
    user_name: username,
    user_pname: username,
    user_pass: password,
    user_realname: extension,
    user_idle_text: extension,
    user_host: `${host}:${port}`,
    user_outbound: `${host}:${port};transport=${phone.transport}`,
    user_expiry: 120,
    user_subscription_expiry: 120,
    user_srtp: phone.transport === 'tls' ? 'on' : 'off',
    user_savp: phone.transport === 'tls' ? 'optional' : 'off',
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `    <${name} idx="1" perm="">${escaped(oneLine(String(value)))}</${name}>`,
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<settings>',
    '  <phone-settings e="2">',
    ...lines,
    '    <auto_connect_type perm="">auto_connect_type_handsfree</auto_connect_type>',
    '  </phone-settings>',
    '</settings>',
    '',
  ].join('\n');
}

/** A name cannot become a setting of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
