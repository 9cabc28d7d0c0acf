import type { AudioSettings } from './audio-settings';
import type { AudioDevice, AudioDevices } from './ports';

type Use = 'microphone' | 'speaker' | 'ringDevice';

/**
 * A device in use went away, or the chosen one is back. `using`: what is used instead, null = the browser does not say.
 */
export type AudioNotice =
  | { readonly kind: 'unplugged'; readonly device: string; readonly using: string | null }
  | { readonly kind: 'unpluggedLast'; readonly device: string }
  | { readonly kind: 'back'; readonly device: string };

const chosenKey = { microphone: 'microphoneId', speaker: 'speakerId', ringDevice: 'ringDeviceId' } as const;

function present(use: Use, devices: AudioDevices): readonly AudioDevice[] {
  return use === 'microphone' ? devices.microphones : devices.speakers;
}

/**
 * What of the choice can be used now: a chosen device that is unplugged stays chosen, and the default does its work.
 */
export function effectiveAudio(chosen: AudioSettings, devices: AudioDevices): AudioSettings {
  const usable = (use: Use): string | null => {
    const id = chosen[chosenKey[use]];
    const all = present(use, devices);
    // Before the microphone is allowed, browsers tell of no devices; that says nothing about what is there.
    return all.length === 0 || all.some((device) => device.id === id) ? id : null;
  };
  return {
    ...chosen,
    microphoneId: usable('microphone'),
    speakerId: usable('speaker'),
    ringDeviceId: usable('ringDevice'),
  };
}

/** What to tell the person after a change of devices: one notice, since a headset is microphone and speaker in one. */
export function routingNotice(chosen: AudioSettings, before: AudioDevices, after: AudioDevices): AudioNotice | null {
  for (const use of ['microphone', 'speaker', 'ringDevice'] as const) {
    const notice = noticeOf(use, chosen[chosenKey[use]], before, after);
    if (notice !== null) return notice;
  }
  return null;
}

function noticeOf(use: Use, id: string | null, before: AudioDevices, after: AudioDevices): AudioNotice | null {
  const find = (devices: AudioDevices): AudioDevice | undefined =>
    present(use, devices).find((device) =>
      id === null ? device.label === defaultName(use, devices) : device.id === id,
    );
  const old = find(before);
  if (old !== undefined && old.label !== '' && !present(use, after).some((device) => device.id === old.id)) {
    return present(use, after).length === 0
      ? { kind: 'unpluggedLast', device: old.label }
      : { kind: 'unplugged', device: old.label, using: defaultName(use, after) };
  }
  const now = find(after);
  const isBack =
    id !== null && old === undefined && present(use, before).length > 0 && now !== undefined && now.label !== '';
  return isBack ? { kind: 'back', device: now.label } : null;
}

function defaultName(use: Use, devices: AudioDevices): string | null {
  return use === 'microphone' ? devices.defaultMicrophone : devices.defaultSpeaker;
}

/** The notice as a text to be translated. */
export function audioNoticeText(notice: AudioNotice): {
  readonly intent: 'info' | 'error';
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
} {
  const { device } = notice;
  if (notice.kind === 'unpluggedLast') return { intent: 'error', key: 'audio.unpluggedLast', values: { device } };
  if (notice.kind === 'back') return { intent: 'info', key: 'audio.back', values: { device } };
  return notice.using === null
    ? { intent: 'info', key: 'audio.unpluggedDefault', values: { device } }
    : { intent: 'info', key: 'audio.unplugged', values: { device, using: notice.using } };
}
