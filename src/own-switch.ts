import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AsteriskConfig, Config } from './config';
import type { Clock } from './ports/clock';
import type { Logger } from './ports/logger';
import { createEmbeddedSwitch, type EmbeddedSwitch, type EmbeddedSwitchOptions } from './switch/embedded';
import { createStartMixer } from './switch/embedded/mixing/start-mixer';
import type { Switch } from './switch/port';

export interface OwnSwitchParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly bundleFolder: string;
}

type OwnSwitchDeps = Required<Pick<EmbeddedSwitchOptions, 'admitCall' | 'addressOf' | 'isOurs'>>;

/**
 * The server's own switch: the embedded one, or the Asterisk that is given. A number of another organisation of this
 * server is reached by the telephone network where the switch is an Asterisk.
 */
export async function createSwitch(
  parts: OwnSwitchParts,
  clock: Clock,
  deps: OwnSwitchDeps,
  asterisk: AsteriskConfig | null,
): Promise<Switch> {
  if (asterisk === null) return embedded(parts, clock, deps);
  const { createAsteriskSwitch } = await import('./switch/asterisk');
  const { ari, webSocketUrl, soundsFolder, phones } = asterisk;
  return createAsteriskSwitch({
    clock,
    logger: parts.logger,
    ari,
    webSocketUrl,
    soundsFolder,
    framesDirectory: soundsOf(parts),
    recordingsFolder: parts.config.recordingsFolder,
    ...(phones === undefined ? {} : { phones }),
    // One that we have started ends with us.
    keepsLegs: parts.config.switch.kind === 'asterisk',
    admitCall: deps.admitCall,
    device: { mediaAddress: parts.config.mode === 'local' ? parts.config.host : null },
  });
}

const soundsOf = ({ bundleFolder }: Pick<OwnSwitchParts, 'bundleFolder'>): URL =>
  pathToFileURL(join(bundleFolder, 'sounds/'));

/** Its sound goes where the configuration says. */
function embedded({ config, logger, ...bundle }: OwnSwitchParts, clock: Clock, deps: OwnSwitchDeps): EmbeddedSwitch {
  const { publicAddress, ports } = config.media;
  return createEmbeddedSwitch({
    clock,
    logger,
    ...deps,
    bindAddress: config.mode === 'local' ? config.host : '0.0.0.0',
    onThisMachine: config.mode === 'local',
    ...(publicAddress === null ? {} : { publicAddress }),
    ...(ports === null ? {} : { udpPortRange: ports }),
    recordingsFolder: config.recordingsFolder,
    soundsDirectory: soundsOf(bundle),
    startMixer: createStartMixer(join(bundle.bundleFolder, 'mix-worker.js')),
  });
}

/** What serves the switch's path on this server; an address elsewhere is none. */
export const upgradesOf = ({ transport }: Switch) =>
  transport.kind === 'path' ? { [transport.path]: transport.upgrade } : {};

/** Origins that pages may open a WebSocket to, besides their own. */
export const originsOf = ({ transport }: Pick<Switch, 'transport'>): readonly string[] =>
  transport.kind === 'path' ? [] : [new URL(transport.url).origin];
