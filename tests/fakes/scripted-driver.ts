import type { Clock } from '../../src/ports/clock';
import { createAsteriskSwitch, type AsteriskSwitch, type AsteriskSwitchOptions } from '../../src/switch/asterisk/index';
import type { SwitchEvent } from '../../src/switch/port';
import { systemClock } from '../../src/time/system-clock';
import type { ScriptedAri } from './scripted-ari';

const nothing = (): undefined => undefined;

/** Our driver for it, not started; it lets in as many calls as come. */
export function driverFor(
  { url }: ScriptedAri,
  onEvent: (event: SwitchEvent) => void,
  clock: Clock = systemClock,
  more: Partial<AsteriskSwitchOptions> = {},
): AsteriskSwitch {
  const telephony = createAsteriskSwitch({
    clock,
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    ari: { url, user: 'vaxel', password: 'secret' },
    webSocketUrl: 'wss://switch.example/ws',
    soundsFolder: 'vaxel',
    admitCall: () => nothing,
    ...more,
  });
  telephony.onEvent(onEvent);
  return telephony;
}
