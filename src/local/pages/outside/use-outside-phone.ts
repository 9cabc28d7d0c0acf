import { useEffect, useRef, useState } from 'react';
import { createListener, type Hearing } from './listener';
import { createOutsidePhone, type OutsidePhone } from './phone';
import { idlePhone, type PhoneSnapshot } from './phone-state';
import { unlockByCapture } from './unlock-sound';
import { createVoice, type Saying, type Voice } from './voice';

export interface OutsidePhoneModel {
  readonly phone: PhoneSnapshot;
  readonly hearing: Hearing;
  /** The browser keeps the page silent until the user has touched it. */
  readonly soundBlocked: boolean;
  readonly microphoneRefused: boolean;
  readonly allowSound: () => void;
  readonly call: (target: string, anonymous: boolean) => void;
  readonly answer: () => void;
  readonly hangUp: () => void;
  readonly sendDigit: (digit: string) => void;
}

interface Parts {
  readonly context: AudioContext;
  readonly voice: Voice;
  readonly phone: OutsidePhone;
}

const nothingHeard: Hearing = { heard: 'silence', levelDb: -Infinity };

/** The outside phone of this page: enrolled as soon as it is shown, gone with it. */
export function useOutsidePhone(number: string, saying: Saying, autoAnswer: boolean): OutsidePhoneModel {
  const [phone, setPhone] = useState<PhoneSnapshot>(idlePhone);
  const [hearing, setHearing] = useState<Hearing>(nothingHeard);
  const [soundBlocked, setSoundBlocked] = useState(false);
  const [microphoneRefused, setMicrophoneRefused] = useState(false);
  const parts = useRef<Parts | null>(null);
  const wanted = useRef(saying);

  useEffect(() => {
    const context = new AudioContext();
    const voice = createVoice(context);
    const listener = createListener(context, setHearing);
    const options = { number, microphone: () => voice.stream, autoAnswer: () => autoAnswer, onChange: setPhone, onRemoteAudio: listener.listenTo };
    parts.current = { context, voice, phone: createOutsidePhone(options) };
    say(voice, wanted.current, setMicrophoneRefused);
    const showState = () => setSoundBlocked(context.state === 'suspended');
    context.addEventListener('statechange', showState);
    showState();
    const touched = () => void context.resume();
    addEventListener('pointerdown', touched);
    // Refused: the page says that it is silent, and the first touch helps.
    if (autoAnswer) unlockByCapture(context).catch(() => undefined);
    const { phone: mine } = parts.current;
    const leave = () => void mine.stop();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pointerdown', touched);
      listener.stop();
      void mine.stop().then(() => context.close());
    };
  }, [number, autoAnswer]);

  useEffect(() => {
    wanted.current = saying;
    say(parts.current?.voice, saying, setMicrophoneRefused);
  }, [saying]);

  const allowSound = () => void parts.current?.context.resume();
  return {
    phone,
    hearing,
    soundBlocked,
    microphoneRefused,
    allowSound,
    call: (target, anonymous) => {
      allowSound();
      void parts.current?.phone.call(target, anonymous);
    },
    answer: () => {
      allowSound();
      void parts.current?.phone.answer();
    },
    hangUp: () => void parts.current?.phone.hangUp(),
    sendDigit: (digit) => parts.current?.phone.sendDigit(digit),
  };
}

function say(voice: Voice | undefined, saying: Saying, refused: (refused: boolean) => void): void {
  voice?.say(saying).then(
    () => refused(false),
    () => refused(true),
  );
}
