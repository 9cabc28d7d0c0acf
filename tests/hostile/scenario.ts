import { quantile } from '../bench/figure';
import { talk } from '../integration/talk';
import { type Product } from '../integration/product';
import { startAttackers } from './attackers';
import type { Tally } from './attack';
import { setUpCalls, type Pair } from './call-setups';
import { guessAt, signInAndCall, type Ban } from './colleague';
import { sizeOf, type Size } from './growth';
import { listenTo, together, type Hearing } from './heard';

export interface HostileOptions {
  /** One phase, in ms; phases of peace and of attack take turns, so that whatever else the machine does meets both. */
  readonly phaseMs?: number;
  /** Attacks that are measured, after a first one that warms up. */
  readonly rounds: number;
  /** Of the attackers' process, 0–19. Where set-up is measured they must not take the processor from the server. */
  readonly niceness?: number;
  /** Told after each round. */
  readonly onRound?: (report: string) => void;
}

export interface HostileResult {
  /** Set-up in ms, in peace and under attack. */
  readonly peace: readonly number[];
  readonly attack: readonly number[];
  readonly heardInPeace: Hearing;
  readonly heardUnderAttack: Hearing;
  /** Times that a colleague signed in and called while under attack, and once after it. */
  readonly newcomers: number;
  readonly ban: Ban;
  /** After the first attack, and after each later one. */
  readonly sizes: readonly Size[];
  readonly tally: Tally;
}

export const p95 = (tookMs: readonly number[]): number => quantile(tookMs, 0.95);
/** Of all calls in attack to all in peace. */
export const ratio = ({ peace, attack }: Pick<HostileResult, 'peace' | 'attack'>): number => p95(attack) / p95(peace);

/**
 * The whole product with a call that is up, colleagues who call each other, and attackers at all entrances from the
 * same address.
 */
export async function runHostile(
  product: Product,
  { phaseMs = 3_500, rounds, niceness = 0, onRound }: HostileOptions,
): Promise<HostileResult> {
  const [anna, bjorn] = await product.people('anna', 'bjorn');
  const [cecilia, david, eva, asa] = await product.people('cecilia', 'david', 'eva', 'asa');
  const [orjan, fatima, li, marta] = await product.people('orjan', 'fatima', 'li', 'marta');
  // She signs in and calls in each attack; whom she calls; whose password is guessed.
  const [sara, petra, ingrid] = await product.people('sara', 'petra', 'ingrid');
  for (const person of [anna, bjorn, cecilia, david, eva, asa, orjan, fatima, li, marta, petra]) await person.phone();
  const pairs: Pair[] = [
    [cecilia, david],
    [eva, asa],
    [orjan, fatima],
    [li, marta],
  ].map(([caller, callee]) => ({ caller, callee }) as Pair);
  const victim = await ingrid.enrol();
  const [caller, commander, returner, searcher, enroller, reporter] = await product.people(
    'mehmet',
    'nils',
    'zofia',
    'soren',
    'helene',
    'jose',
  );
  const attackers = await startAttackers(
    {
      url: product.url,
      domain: victim.realm,
      victim: { addressOfRecord: victim.addressOfRecord, username: victim.username },
      tokens: {
        caller: caller.token,
        commander: commander.token,
        returner: returner.token,
        searcher: searcher.token,
        enroller: enroller.token,
        reporter: reporter.token,
      },
      called: sara.extension,
    },
    niceness,
  );
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await call.isHeard();

  async function phase(acting: Promise<unknown>): Promise<{ tookMs: number[]; heard: Hearing }> {
    let isOver = false;
    const stopListening = listenTo(call);
    const end = acting.finally(() => (isOver = true));
    const [tookMs] = await Promise.all([setUpCalls(pairs, () => isOver), end]);
    return { tookMs, heard: await stopListening() };
  }

  const peace: Awaited<ReturnType<typeof phase>>[] = [];
  const attack: typeof peace = [];
  const sizes: Size[] = [];
  let newcomers = 0;
  const newcomer = async (token: string) => {
    await signInAndCall(product, token, petra);
    newcomers += 1;
  };
  const soFar = () => ({
    peace: peace.flatMap(({ tookMs }) => tookMs),
    attack: attack.flatMap(({ tookMs }) => tookMs),
    heardInPeace: together(peace.map(({ heard }) => heard)),
    heardUnderAttack: together(attack.map(({ heard }) => heard)),
    sizes,
  });
  try {
    await phase(attackers.attack(phaseMs));
    const ban = await guessAt(product, ingrid);
    sizes.push(await sizeOf(product));
    for (let round = 0; round < rounds; round += 1) {
      peace.push(await phase(new Promise((resolve) => setTimeout(resolve, phaseMs))));
      // Whoever issues the tokens is not under attack.
      const token = await product.token(sara.key);
      attack.push(await phase(Promise.all([attackers.attack(phaseMs), newcomer(token)])));
      sizes.push(await sizeOf(product));
      onRound?.(describe(soFar()));
    }
    await newcomer(await product.token(sara.key));
    await call.isHeard();
    call.a.hangUp();
    await anna.untilHistory(call.id);
    return { ...soFar(), newcomers, ban, tally: attackers.tally };
  } finally {
    await attackers.end();
  }
}

const whole = (value: number): string => value.toFixed(0);

/** One line for people. */
export function describe({
  peace,
  attack,
  heardInPeace,
  heardUnderAttack,
  sizes,
}: Omit<HostileResult, 'ban' | 'tally' | 'newcomers'>): string {
  const arrived = (hearing: Hearing) => ((hearing.arrived / hearing.sent) * 100).toFixed(1);
  return [
    `set-up p50 ${whole(quantile(peace, 0.5))} → ${whole(quantile(attack, 0.5))} ms, p95 ${whole(p95(peace))} → ` +
      `${whole(p95(attack))} ms (${ratio({ peace, attack }).toFixed(2)} ×, ${peace.length} and ${attack.length} ` +
      'calls)',
    `packets arrived ${arrived(heardInPeace)} → ${arrived(heardUnderAttack)} %, longest gap ` +
      `${whole(heardInPeace.longestGapMs)} → ${whole(heardUnderAttack.longestGapMs)} ms`,
    `then ${JSON.stringify(sizes.at(-1))}`,
  ].join('; ');
}
