import { z } from 'zod';
import { ConfigError, parse, Shared } from './config';
import type { AsteriskConfigurationOptions } from './switch/asterisk/configuration';

const address = z.ipv4('must be an IPv4 address');
const file = z.string().regex(/^\/[^\s,]+$/, 'must be a file from the root on');

/** What Asterisk's own machine is told, in the same words as the server; env/.env.example says what each is for. */
const Asterisk = Shared.pick({ ASTERISK_USER: true, ASTERISK_SOUNDS: true, PHONE_PORTS: true }).extend({
  ASTERISK_PASSWORD: Shared.shape.ASTERISK_PASSWORD.unwrap(),
  ASTERISK_HTTP: z
    .string()
    .regex(/^[0-9.]+:[1-9]\d{0,4}$/, 'must be an IPv4 address and a port')
    .default('127.0.0.1:8088'),
  ASTERISK_ASKED_FROM: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(z.array(z.union([address, z.cidrv4()])).min(1))
    .default(['127.0.0.1']),
  ASTERISK_ADDRESS: address.optional(),
  ASTERISK_CERTIFICATE: file.optional(),
  ASTERISK_KEY: file.optional(),
  MEDIA_ADDRESS: address.optional(),
  MEDIA_PORTS: z
    .string()
    .regex(/^\d{4,5}-\d{4,5}$/, 'must be like 41000-44999')
    .default('10000-19999'),
});
type Values = z.infer<typeof Asterisk>;

/** The usual one; operators send to it also where no phone may. */
const sipPort = 5060;
const highestPort = 65_535;

/**
 * What Asterisk's files are made of.
 * @param ownAddress of this machine, on the way out; null = it has none
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function readAsteriskConfig(
  environment: NodeJS.ProcessEnv,
  ownAddress: string | null,
): AsteriskConfigurationOptions & { readonly soundsFolder: string } {
  const values = parse(Asterisk, environment);
  const [httpAddress = '', httpPort] = values.ASTERISK_HTTP.split(':');
  const own = values.ASTERISK_ADDRESS ?? ownAddress ?? undefined;
  return {
    http: { address: httpAddress, port: Number(httpPort) },
    ari: { user: values.ASTERISK_USER, password: values.ASTERISK_PASSWORD, from: values.ASTERISK_ASKED_FROM },
    sip: { address: values.ASTERISK_ADDRESS ?? '0.0.0.0', port: plainPort(values) },
    ...tls(values),
    rtp: mediaPorts(values),
    musicFolder: `${values.ASTERISK_SOUNDS}/music`,
    soundsFolder: values.ASTERISK_SOUNDS,
    ...(own === undefined ? {} : { soundAddress: own, ...outside(own, values.MEDIA_ADDRESS) }),
  };
}

const portsOf = ({ PHONE_PORTS: said }: Values, names: readonly string[]): number[] =>
  said.flatMap((each) => {
    const [name = '', port] = each.split(':');
    return names.includes(name) ? [Number(port)] : [];
  });

function plainPort(values: Values): number {
  const [first = sipPort, ...others] = portsOf(values, ['udp', 'tcp']);
  if (others.every((port) => port === first)) return first;
  throw new ConfigError(['PHONE_PORTS: Asterisk has one port for udp and tcp']);
}

function tls(values: Values): Pick<AsteriskConfigurationOptions, 'tls'> {
  const [port] = portsOf(values, ['tls']);
  if (port === undefined) return {};
  const { ASTERISK_CERTIFICATE: certificateFile, ASTERISK_KEY: keyFile } = values;
  if (certificateFile !== undefined && keyFile !== undefined) return { tls: { port, certificateFile, keyFile } };
  throw new ConfigError(
    Object.entries({ ASTERISK_CERTIFICATE: certificateFile, ASTERISK_KEY: keyFile })
      .filter(([, value]) => value === undefined)
      .map(([name]) => `${name}: is missing, and PHONE_PORTS has tls`),
  );
}

/** Each leg takes two. */
function mediaPorts({ MEDIA_PORTS: said }: Values): AsteriskConfigurationOptions['rtp'] {
  const [begin = 0, end = 0] = said.split('-').map(Number);
  if (begin < end && end <= highestPort) return { begin, end };
  throw new ConfigError(['MEDIA_PORTS: must be a range of ports, for Asterisk of more than one']);
}

/** Where browsers, phones and operators reach an own address, where that is another. */
const outside = (
  own: string,
  reached: string | undefined,
): Pick<AsteriskConfigurationOptions, 'reachedAt' | 'publicAddress'> =>
  reached === undefined || reached === own ? {} : { reachedAt: { [own]: reached }, publicAddress: reached };
