import { useEffect, useRef, useState } from 'react';
import type { Hearing } from './listener';
import { createPagePhone, type PagePhone } from './page-phone';
import { idlePhone, type PhoneSnapshot } from './phone-state';
import type { EnrolPhone } from './sip-phone';
import type { Saying, Voice } from './voice';

export interface PhoneModel {
  readonly phone: PhoneSnapshot;
  readonly hearing: Hearing;
  /** The browser keeps the page silent until the user has touched it. */
  readonly soundBlocked: boolean;
  readonly microphoneRefused: boolean;
  readonly allowSound: () => void;
  readonly call: (target: string, anonymous: boolean) => void;
  readonly answer: () => void;
  readonly decline: () => void;
  readonly hangUp: () => void;
  readonly setHold: (held: boolean) => void;
  readonly transfer: (target: string) => void;
  readonly sendDigit: (digit: string) => void;
}

export interface PhoneOptions {
  /** Another function is another phone: keep it the same while the phone is. */
  readonly enrol: EnrolPhone;
  readonly saying: Saying;
  readonly toneHz: number;
  readonly autoAnswer: boolean;
}

const nothingHeard: Hearing = { heard: 'silence', levelDb: -Infinity };

/** The phone of this page: enrolled as soon as it is shown, gone with it. */
export function usePhone({ enrol, saying, toneHz, autoAnswer }: PhoneOptions): PhoneModel {
  const [phone, setPhone] = useState<PhoneSnapshot>(idlePhone);
  const [hearing, setHearing] = useState<Hearing>(nothingHeard);
  const [soundBlocked, setSoundBlocked] = useState(false);
  const [microphoneRefused, setMicrophoneRefused] = useState(false);
  const parts = useRef<PagePhone | null>(null);
  const wanted = useRef({ saying, toneHz });

  useEffect(() => {
    const options = { enrol, autoAnswer, onChange: setPhone, onHearing: setHearing, onSoundBlocked: setSoundBlocked };
    const mine = createPagePhone(options);
    parts.current = mine;
    say(mine.voice, wanted.current, setMicrophoneRefused);
    return mine.stop;
  }, [enrol, autoAnswer]);

  useEffect(() => {
    wanted.current = { saying, toneHz };
    say(parts.current?.voice, wanted.current, setMicrophoneRefused);
  }, [saying, toneHz]);

  const allowSound = () => parts.current?.allowSound();
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
    decline: () => void parts.current?.phone.decline(),
    hangUp: () => void parts.current?.phone.hangUp(),
    setHold: (held) => void parts.current?.phone.setHold(held),
    transfer: (target) => void parts.current?.phone.transfer(target),
    sendDigit: (digit) => parts.current?.phone.sendDigit(digit),
  };
}

function say(
  voice: Voice | undefined,
  { saying, toneHz }: { readonly saying: Saying; readonly toneHz: number },
  refused: (refused: boolean) => void,
): void {
  voice?.say(saying, toneHz).then(
    () => refused(false),
    () => refused(true),
  );
}
