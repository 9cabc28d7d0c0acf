import { answerWithinMs } from '../../../../src/contract/answer-groups/figures';
import { lengthText } from '../../../view-models/duration';

/** Where there was nothing to reckon with. */
export const nothing = '–';

/** `83 %`, or with decimals where there are any. */
export function percentText(share: number | null, language: string, decimals = 0): string {
  if (share === null) return nothing;
  const options = { style: 'percent', maximumFractionDigits: decimals } as const;
  return new Intl.NumberFormat(language, options).format(share);
}

export const timeText = (ms: number | null): string => (ms === null ? nothing : lengthText(ms));

/** For texts about who was answered soon. */
export const soon = { seconds: answerWithinMs / 1_000 } as const;
