import { useEffect } from 'react';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { actOnCall } from './act-on-call';

/** Newer than TypeScript's library (Media Session, W3C). */
type CallMediaSession = Omit<MediaSession, 'setActionHandler'> & {
  setActionHandler(action: string, handler: (() => void) | null): void;
  setMicrophoneActive?(active: boolean): Promise<void> | void;
};

/**
 * Keys of headsets and keyboards (Media Session): hang up and microphone where the browser has them for calls, play and
 * pause to hold and resume. Only while there is a call, so that music elsewhere keeps its keys.
 */
export function useMediaKeys(): void {
  const services = useServices();
  const talking = useStore(services.cards, (cards) => cards.some(({ here, canHangUp }) => here && canHangUp));
  const muted = useStore(services.cards, (cards) =>
    cards.some(({ here, state, muted }) => here && state === 'active' && muted),
  );
  useEffect(() => {
    const session = navigator.mediaSession as CallMediaSession | undefined;
    if (!talking || !session) return undefined;
    const handlers: readonly (readonly [string, () => void])[] = [
      ['hangup', () => actOnCall('hangUp', services)],
      ['togglemicrophone', () => actOnCall('mute', services)],
      ['play', () => actOnCall('hold', services)],
      ['pause', () => actOnCall('hold', services)],
    ];
    for (const [name, handler] of handlers) handle(session, name, handler);
    return () => {
      for (const [name] of handlers) handle(session, name, null);
    };
  }, [talking, services]);
  useEffect(() => {
    const session = navigator.mediaSession as CallMediaSession | undefined;
    if (talking) void session?.setMicrophoneActive?.(!muted);
  }, [talking, muted]);
}

/** A browser that does not know an action throws. */
function handle(session: CallMediaSession, name: string, handler: (() => void) | null): void {
  try {
    session.setActionHandler(name, handler);
  } catch {
    // That key does nothing there; the buttons and shortcuts do.
  }
}
