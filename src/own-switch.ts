import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from './config';
import type { Clock } from './ports/clock';
import type { Logger } from './ports/logger';
import { createEmbeddedSwitch, type EmbeddedSwitch, type EmbeddedSwitchOptions } from './switch/embedded';

/** The server's own switch, as the configuration says where its sound goes. */
export function createSwitch(
  { config, logger, bundleFolder }: { readonly config: Config; readonly logger: Logger; readonly bundleFolder: string },
  clock: Clock,
  deps: Required<Pick<EmbeddedSwitchOptions, 'admitCall' | 'addressOf' | 'isOurs'>>,
): EmbeddedSwitch {
  const { publicAddress, ports } = config.media;
  return createEmbeddedSwitch({
    clock,
    logger,
    ...deps,
    bindAddress: config.mode === 'local' ? config.host : '0.0.0.0',
    onThisMachine: config.mode === 'local',
    ...(publicAddress === null ? {} : { publicAddress }),
    ...(ports === null ? {} : { udpPortRange: ports }),
    soundsDirectory: pathToFileURL(join(bundleFolder, 'sounds/')),
  });
}
