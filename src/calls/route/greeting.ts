/** Which of a person's greetings a caller hears, and so also why. */
export type GreetingReason = 'activity' | 'composed' | 'internal' | 'external' | 'all' | 'standard';

/** What a person has of greetings; only the standard one is always there. */
export interface Greetings<Greeting> {
  readonly standard: Greeting;
  readonly all?: Greeting;
  readonly internal?: Greeting;
  readonly external?: Greeting;
  /** Made of what the activity says; null or absent = it says no more than the standard one. */
  readonly composed?: Greeting | null;
  /** By the id of the activity. */
  readonly activities?: Readonly<Record<string, Greeting>>;
}

export interface ChosenGreeting<Greeting> {
  readonly greeting: Greeting;
  readonly because: GreetingReason;
}

/**
 * What is said nearest to the matter goes first: why nobody answers, then to whom it is said, then whatever else.
 * @param caller null = nobody knows who it is
 */
export function chooseGreeting<Greeting>(
  { standard, all, internal, external, composed, activities }: Greetings<Greeting>,
  caller: { readonly kind: 'internal' | 'external' | 'anonymous' } | null,
  activity: { readonly id: string } | null,
): ChosenGreeting<Greeting> {
  const inOrder: readonly (readonly [GreetingReason, Greeting | undefined])[] = [
    ['activity', activity === null ? undefined : activities?.[activity.id]],
    ['composed', composed ?? undefined],
    caller?.kind === 'internal' ? ['internal', internal] : ['external', caller === null ? undefined : external],
    ['all', all],
  ];
  for (const [because, greeting] of inOrder) if (greeting !== undefined) return { greeting, because };
  return { greeting: standard, because: 'standard' };
}
