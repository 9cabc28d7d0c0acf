import { createListener, type Hearing } from './listener';
import type { PhoneSnapshot } from './phone-state';
import { createSipPhone, type EnrolPhone, type SipPhone } from './sip-phone';
import { unlockByCapture } from './unlock-sound';
import { createVoice, type Voice } from './voice';

export interface PagePhoneOptions {
  readonly enrol: EnrolPhone;
  readonly autoAnswer: boolean;
  readonly onChange: (snapshot: PhoneSnapshot) => void;
  readonly onHearing: (hearing: Hearing) => void;
  /** The browser keeps the page silent until the user has touched it. */
  readonly onSoundBlocked: (blocked: boolean) => void;
}

/** A SIP phone with what it says and hears, and the page's leave to make sound. */
export interface PagePhone {
  readonly voice: Voice;
  readonly phone: SipPhone;
  allowSound(): void;
  stop(): void;
}

export function createPagePhone({
  enrol,
  autoAnswer,
  onChange,
  onHearing,
  onSoundBlocked,
}: PagePhoneOptions): PagePhone {
  const context = new AudioContext();
  const voice = createVoice(context);
  const listener = createListener(context, onHearing);
  const phone = createSipPhone({
    enrol,
    microphone: () => voice.stream,
    autoAnswer: () => autoAnswer,
    onChange,
    onRemoteAudio: listener.listenTo,
  });
  const showState = () => onSoundBlocked(context.state === 'suspended');
  context.addEventListener('statechange', showState);
  showState();
  const allowSound = () => void context.resume();
  addEventListener('pointerdown', allowSound);
  // Refused: the page says that it is silent, and the first touch helps.
  if (autoAnswer) unlockByCapture(context).catch(() => undefined);
  const leave = () => void phone.stop();
  addEventListener('pagehide', leave);
  return {
    voice,
    phone,
    allowSound,
    stop() {
      removeEventListener('pagehide', leave);
      removeEventListener('pointerdown', allowSound);
      listener.stop();
      void phone.stop().then(() => context.close());
    },
  };
}
