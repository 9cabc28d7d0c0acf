import { MicrophoneError } from '../ports';
import type { AudioDevices, Devices, Microphone, MicrophonePermission, Playback } from '../ports';

/** Older TypeScript libraries and Firefox lack the choice of output. */
type Sinkable = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

export function browserDevices(navigator: Navigator): Devices {
  return {
    async permission() {
      // Firefox before 132 and WebKit do not know the name: asking is then the only way to find out.
      const status = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null);
      return (status?.state ?? 'prompt') satisfies MicrophonePermission;
    },
    openMicrophone,
    async list() {
      const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
      const named = (kind: MediaDeviceKind): { id: string; label: string }[] =>
        all.filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default' && device.deviceId !== 'communications').map(({ deviceId, label }) => ({ id: deviceId, label }));
      return { microphones: named('audioinput'), speakers: named('audiooutput') } satisfies AudioDevices;
    },
    onChange(listener) {
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
    },
    play,
  };

  async function openMicrophone(deviceId: string | null): Promise<Microphone> {
    if (!navigator.mediaDevices) throw new MicrophoneError('denied');
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    try {
      const wanted = deviceId === null ? audio : { ...audio, deviceId: { ideal: deviceId } };
      const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted, video: false });
      const [track] = stream.getAudioTracks();
      if (!track) throw new MicrophoneError('missing');
      return { track, close: () => track.stop() };
    } catch (error) {
      throw microphoneError(error);
    }
  }
}

/** DOMException names of getUserMedia (Media Capture and Streams §10.2). */
export function microphoneError(error: unknown): MicrophoneError {
  if (error instanceof MicrophoneError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return new MicrophoneError('missing', { cause: error });
  if (name === 'NotReadableError' || name === 'AbortError') return new MicrophoneError('busy', { cause: error });
  return new MicrophoneError('denied', { cause: error });
}

function play(stream: MediaStream, speakerId: string | null): Playback {
  const element: Sinkable = new Audio();
  const useSpeaker = (id: string | null): void => {
    // A speaker that is gone falls back to the default, which is what an element plays on when setting fails.
    void element.setSinkId?.(id ?? '').catch(() => undefined);
  };
  element.autoplay = true;
  element.srcObject = stream;
  useSpeaker(speakerId);
  void element.play().catch(() => undefined);
  return {
    useSpeaker,
    stop() {
      element.pause();
      element.srcObject = null;
    },
  };
}
