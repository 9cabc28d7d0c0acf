import type { LineUser } from '../lines/line-user';

export interface ShownNumber {
  /** E.164, null = anonymous. */
  readonly shown: string | null;
  /** False: the number that was asked for is not the user's. */
  readonly allowed: boolean;
}

/** What the outside world sees of a user who calls, transfers, or lets the mobile ring; no call waits for it. */
export interface NumberToShow {
  /** As wanted (E.164 or `anonymous`); null = the user's default. */
  of(user: LineUser, wanted: string | null): ShownNumber;
}
