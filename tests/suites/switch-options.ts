/** How a switch under test must be set up; times are short so that the tests are. */
export interface HarnessOptions {
  readonly registrationSeconds: number;
  readonly minRegistrationSeconds: number;
  readonly sessionSeconds: number;
  readonly minSessionSeconds: number;
  /** An answered leg from which nothing came yet is stalled. */
  readonly firstPacketMs: number;
  /** An answered leg that never sent audio is lost. */
  readonly neverSentMs: number;
  /** A silent leg is lost so long after its last sign of life. */
  readonly lostMs: number;
  /** Outside numbers that are users' of this switch. */
  readonly isOurs: (number: string) => boolean;
}

/** What the numbers of users begin with. */
export const ourNumbers = '+4631390';

export const suiteOptions: HarnessOptions = {
  registrationSeconds: 600,
  minRegistrationSeconds: 1,
  sessionSeconds: 1800,
  minSessionSeconds: 2,
  firstPacketMs: 800,
  neverSentMs: 8000,
  lostMs: 4000,
  isOurs: (number) => number.startsWith(ourNumbers),
};
