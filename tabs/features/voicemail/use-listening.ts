import { useEffect, useRef, useState } from 'react';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

export interface Listening<To extends string> {
  /** What is heard; null = nothing. */
  readonly to: To | null;
  begin(wanted: To): void;
  stop(): void;
}

/** One sound at a time, as callers hear it. */
export function useListening<To extends string>(address: (to: To) => Promise<string>): Listening<To> {
  const { audioSettings, notices, clock } = useServices();
  const [to, setTo] = useState<To | null>(null);
  const audio = useRef<HTMLAudioElement | null>(null);
  const stop = (): void => {
    audio.current?.pause();
    audio.current = null;
    setTo(null);
  };
  useEffect(() => () => audio.current?.pause(), []);

  async function begin(wanted: To): Promise<void> {
    stop();
    const element = new Audio();
    audio.current = element;
    setTo(wanted);
    element.addEventListener('ended', () => audio.current === element && stop());
    const url = await address(wanted);
    if (audio.current !== element) return;
    element.src = url;
    // One that is gone leaves it on the default.
    await element.setSinkId(audioSettings.get().speakerId ?? '').catch(() => undefined);
    await element.play();
  }

  return {
    to,
    stop,
    begin: (wanted) =>
      void begin(wanted).catch((error: unknown) => {
        // Whoever stops it before it has begun knows.
        if (error instanceof DOMException && error.name === 'AbortError') return;
        stop();
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      }),
  };
}
