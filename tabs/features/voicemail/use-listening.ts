import { useEffect, useRef, useState } from 'react';
import type { GreetingFor } from '../../../src/contract/voicemail/greetings';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

export interface Listening {
  /** What is heard; null = nothing. */
  readonly to: GreetingFor | null;
  begin(saidTo: GreetingFor): void;
  stop(): void;
}

/** One greeting at a time, as callers hear it. */
export function useListening(address: (saidTo: GreetingFor) => Promise<string>): Listening {
  const { audioSettings, notices, clock } = useServices();
  const [to, setTo] = useState<GreetingFor | null>(null);
  const audio = useRef<HTMLAudioElement | null>(null);
  const stop = (): void => {
    audio.current?.pause();
    audio.current = null;
    setTo(null);
  };
  useEffect(() => () => audio.current?.pause(), []);

  async function begin(saidTo: GreetingFor): Promise<void> {
    stop();
    const element = new Audio();
    audio.current = element;
    setTo(saidTo);
    element.addEventListener('ended', () => audio.current === element && stop());
    const url = await address(saidTo);
    if (audio.current !== element) return;
    element.src = url;
    // One that is gone leaves it on the default.
    await element.setSinkId(audioSettings.get().speakerId ?? '').catch(() => undefined);
    await element.play();
  }

  return {
    to,
    stop,
    begin: (saidTo) =>
      void begin(saidTo).catch((error: unknown) => {
        // Whoever stops it before it has begun knows.
        if (error instanceof DOMException && error.name === 'AbortError') return;
        stop();
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      }),
  };
}
