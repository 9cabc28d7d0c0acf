import { mostCallsAtOnce, trunkCodecs } from '../../../../src/contract/trunks/choices';
import type { TrunkDraft, TrunkSettings, TrunkView } from '../../../../src/contract/trunks/trunks';

/** A trunk as somebody writes it: what may be left empty is a text. */
export interface Written extends Omit<
  TrunkSettings,
  'port' | 'account' | 'loginName' | 'domain' | 'proxy' | 'sources' | 'mainNumber' | 'callsAtOnce' | 'prefixes'
> {
  readonly port: string;
  readonly account: string;
  readonly loginName: string;
  readonly domain: string;
  readonly proxy: string;
  readonly sources: string;
  readonly mainNumber: string;
  readonly callsAtOnce: string;
  readonly prefixes: string;
  readonly password: string;
}

/** What is wrong with a field: the end of the key of its text. */
export type Problems = Partial<Record<keyof Written, string>>;

/** What most operators want. */
const usual: Written = {
  name: '',
  enabled: true,
  host: '',
  port: '',
  transport: 'udp',
  registers: true,
  account: '',
  loginName: '',
  password: '',
  domain: '',
  proxy: '',
  sources: '',
  calledFormat: 'plus',
  callerFormat: 'plus',
  comingFormat: 'plus',
  fromShows: 'number',
  callerField: 'asserted',
  diversionField: 'diversion',
  mainNumber: '',
  codecs: [...trunkCodecs],
  encryption: 'none',
  callsAtOnce: '',
  prefixes: '',
};

export function writtenOf(trunk: TrunkView | null): Written {
  if (trunk === null) return usual;
  const { id: _id, state: _state, hasPassword: _password, ...settings } = trunk;
  return {
    ...settings,
    port: String(settings.port ?? ''),
    account: settings.account ?? '',
    loginName: settings.loginName ?? '',
    password: '',
    domain: settings.domain ?? '',
    proxy: settings.proxy ?? '',
    sources: settings.sources.join('\n'),
    mainNumber: settings.mainNumber ?? '',
    callsAtOnce: String(settings.callsAtOnce ?? ''),
    prefixes: settings.prefixes.join('\n'),
  };
}

const host = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]{2,45}\])$/;
const proxy = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]{2,45}\])(?::[1-9][0-9]{0,4})?$/;
const source = /^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?:\/[0-9]{1,2})?|[0-9A-Fa-f:]{2,45}(?:\/[0-9]{1,3})?)$/;
const account = /^[A-Za-z0-9_.!~*'()&=+$%-]+$/;
const number = /^\+[0-9]{3,15}$/;
const prefix = /^\+?[0-9]{1,15}$/;

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
const isIn = (text: string, most: number): boolean =>
  text.trim() === '' || (/^[0-9]{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most);
const isEmptyOr = (text: string, pattern: RegExp): boolean => text.trim() === '' || pattern.test(text.trim());

/** What keeps it from being saved. A name and a host that are still to be written are no fault. */
export function problemsOf(written: Written): Problems {
  const problems: [keyof Written, string, boolean][] = [
    ['host', 'badHost', !isEmptyOr(written.host, host)],
    ['port', 'badPort', !isIn(written.port, 65_535)],
    ['account', 'badAccount', !isEmptyOr(written.account, account)],
    ['domain', 'badHost', !isEmptyOr(written.domain, host)],
    ['proxy', 'badProxy', !isEmptyOr(written.proxy, proxy)],
    ['sources', 'badSources', linesOf(written.sources).some((line) => !source.test(line))],
    ['mainNumber', 'badNumber', !isEmptyOr(written.mainNumber.replaceAll(/[\s-]/g, ''), number)],
    ['codecs', 'noCodec', written.codecs.length === 0],
    ['callsAtOnce', 'badCalls', !isIn(written.callsAtOnce, mostCallsAtOnce)],
    ['prefixes', 'badPrefixes', linesOf(written.prefixes).some((line) => !prefix.test(line))],
  ];
  return Object.fromEntries(problems.flatMap(([field, key, isWrong]) => (isWrong ? [[field, key]] : [])));
}

export const isWhole = (written: Written): boolean =>
  Object.keys(problemsOf(written)).length === 0 &&
  written.name.trim() !== '' &&
  written.host.trim() !== '' &&
  (!written.registers || written.account.trim() !== '');

export function draftOf(written: Written): TrunkDraft {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const { password, ...settings } = written;
  return {
    ...settings,
    name: settings.name.trim(),
    host: settings.host.trim(),
    port: settings.port.trim() === '' ? null : Number(settings.port),
    account: orNull(settings.account),
    loginName: orNull(settings.loginName),
    domain: orNull(settings.domain),
    proxy: orNull(settings.proxy),
    sources: linesOf(settings.sources),
    mainNumber: orNull(settings.mainNumber.replaceAll(/[\s-]/g, '')),
    callsAtOnce: settings.callsAtOnce.trim() === '' ? null : Number(settings.callsAtOnce),
    prefixes: linesOf(settings.prefixes),
    ...(password === '' ? {} : { password }),
  };
}
