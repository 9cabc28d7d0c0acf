import type { DeviceId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import { systemClock } from '../../time/system-clock';
import { startEmbeddedSwitch } from '../../../tests/fakes/embedded-switch';
import { embeddedWire } from '../../../tests/suites/embedded-wire/embedded-wire';
import { createEmbeddedSwitch } from './index';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

embeddedWire(startEmbeddedSwitch);

test('a switch that does not run enrols nobody', async () => {
  const telephony = createEmbeddedSwitch({ clock: systemClock, logger: quiet, bindAddress: '127.0.0.1' });
  const side = { kind: 'outside', number: '+46700000001' } as const;
  const deviceId = 'device' as DeviceId;
  const device = {
    deviceId,
    side,
    user: '1001',
    domain: 'fjallbo.vaxel',
    username: 'a',
    password: 'b',
    expiresAtMs: Infinity,
  };
  await expect(telephony.enrol(device)).rejects.toMatchObject({ code: 'server.unavailable' });
});
