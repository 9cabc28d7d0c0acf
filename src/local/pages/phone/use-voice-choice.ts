import { useAddressValue } from '../shared/use-address';
import { parseSaying, parseToneHz, type Saying } from './voice';

export interface VoiceChoice {
  readonly saying: Saying;
  readonly setSaying: (saying: Saying) => void;
  readonly toneHz: number;
  readonly setTone: (text: string) => void;
}

/** What the phone says, and how high its tone is: `says=` and `tone=` in the address. */
export function useVoiceChoice(ordinaryHz: number): VoiceChoice {
  const [saying, setSaying] = useAddressValue('says', parseSaying);
  const [tone, setTone] = useAddressValue('tone', (text) => String(parseToneHz(text, ordinaryHz)));
  return { saying, setSaying, toneHz: parseToneHz(tone, ordinaryHz), setTone };
}
