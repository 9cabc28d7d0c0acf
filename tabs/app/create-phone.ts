import type { CallId } from '../../src/contract/ids';
import { onNetworkChange } from '../softphone/adapters/network-change';
import { audioNoticeText } from '../softphone/audio-routing';
import { createSoftphone } from '../softphone/softphone';
import type { Softphone, SoftphoneOptions } from '../softphone/softphone';
import type { Basis } from './create-basis';
import type { CreateServicesOptions } from './options';

export const newCallId = (): CallId => crypto.randomUUID() as CallId;

/** This window as a phone; its SIP stack is loaded when it starts. */
export function createPhone(
  { parts, clock, devices, ringer, audioSettings, rest, notify, log }: Basis,
  { windowId, windowKind, deviceLabel }: CreateServicesOptions,
  { onLostSession, onSound }: Pick<SoftphoneOptions, 'onLostSession' | 'onSound'>,
): Softphone {
  return createSoftphone({
    loadSipClient: async () =>
      (await parts.load('phone', () => import('../softphone/adapters/sip-js-client'))).sipJsClient({
        origin: window.location.origin,
        clock,
        random: Math.random,
      }),
    devices,
    ringer,
    clock,
    audioSettings,
    enrol: () => rest.enrolDevice({ windowId, kind: windowKind, label: deviceLabel() }),
    newCallId,
    onNetworkChange: (listener) => onNetworkChange(window, listener),
    onLostSession,
    onSound,
    onAudioNotice: (notice) => notify(audioNoticeText(notice)),
    log: log.add,
  });
}
