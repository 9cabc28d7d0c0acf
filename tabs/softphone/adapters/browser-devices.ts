import { MicrophoneError } from '../ports';
import type { AudioDevices, Devices, Microphone, MicrophoneChoice, MicrophonePermission, Playback } from '../ports';

/** Older TypeScript libraries and Firefox lack the choice of output. */
type Sinkable = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

export function browserDevices(navigator: Navigator): Devices {
  return {
    async permission() {
      // Firefox before 132 and WebKit do not know the name: asking is then the only way to find out.
      const status = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null);
      return (status?.state ?? 'prompt') satisfies MicrophonePermission;
    },
    openMicrophone: (choice) => openMicrophone(navigator, choice),
    list: () => list(navigator),
    onChange: (listener) => onChange(navigator, listener),
    play,
  };
}

async function list(navigator: Navigator): Promise<AudioDevices> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const named = (kind: MediaDeviceKind): { id: string; label: string }[] =>
    all
      .filter(
        (device) =>
          device.kind === kind &&
          device.deviceId !== '' &&
          device.deviceId !== 'default' &&
          device.deviceId !== 'communications',
      )
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  const byDefault = (kind: MediaDeviceKind): string | null =>
    defaultName(all.find((device) => device.kind === kind && device.deviceId === 'default')?.label ?? '');
  return {
    microphones: named('audioinput'),
    speakers: named('audiooutput'),
    defaultMicrophone: byDefault('audioinput'),
    defaultSpeaker: byDefault('audiooutput'),
  };
}

function onChange(navigator: Navigator, listener: () => void): () => void {
  navigator.mediaDevices?.addEventListener('devicechange', listener);
  let status: PermissionStatus | null = null;
  let ended = false;
  void navigator.permissions?.query({ name: 'microphone' as PermissionName }).then(
    (found) => {
      if (ended) return;
      status = found;
      found.addEventListener('change', listener);
    },
    () => undefined,
  );
  return () => {
    ended = true;
    navigator.mediaDevices?.removeEventListener('devicechange', listener);
    status?.removeEventListener('change', listener);
  };
}

/**
 * Chrome applies sound treatment only when a track is opened (applyConstraints changes nothing), so a change opens a
 * new one.
 */
async function openMicrophone(navigator: Navigator, { deviceId, processing }: MicrophoneChoice): Promise<Microphone> {
  if (!navigator.mediaDevices) throw new MicrophoneError('denied');
  try {
    const wanted = deviceId === null ? processing : { ...processing, deviceId: { ideal: deviceId } };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted, video: false });
    const [track] = stream.getAudioTracks();
    if (!track) throw new MicrophoneError('missing');
    return { track, close: () => track.stop() };
  } catch (error) {
    throw microphoneError(error);
  }
}

/** Chrome writes "Default - Headset (Jabra)", in the browser's language. */
function defaultName(label: string): string | null {
  return label.replace(/^[^-]+ - /, '') || null;
}

/** DOMException names of getUserMedia (Media Capture and Streams §10.2). */
export function microphoneError(error: unknown): MicrophoneError {
  if (error instanceof MicrophoneError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new MicrophoneError('missing', { cause: error });
  if (name === 'NotReadableError' || name === 'AbortError') return new MicrophoneError('busy', { cause: error });
  return new MicrophoneError('denied', { cause: error });
}

const gestures = ['pointerdown', 'keydown'] as const;

function play(stream: MediaStream, speakerId: string | null): Playback {
  const element: Sinkable = new Audio();
  const useSpeaker = (id: string | null): void => {
    // A speaker that is gone falls back to the default, which is what an element plays on when setting fails.
    void element.setSinkId?.(id ?? '').catch(() => undefined);
  };
  element.autoplay = true;
  element.srcObject = stream;
  // It begins on the default, and asking for that again takes longer than all else here.
  if (speakerId !== null) useSpeaker(speakerId);
  const start = (): void => void element.play().then(stopWaiting, () => undefined);
  const stopWaiting = (): void => gestures.forEach((name) => window.removeEventListener(name, start, true));
  // A page that nobody has touched yet may not sound (a call that came back after a reload): the first touch frees it.
  for (const name of gestures) window.addEventListener(name, start, true);
  start();
  return {
    useSpeaker,
    stop() {
      stopWaiting();
      element.pause();
      element.srcObject = null;
    },
  };
}
