import { checkAsterisk } from './checks/asterisk';
import { checkBot } from './checks/bot';
import { checkClock } from './checks/clock';
import { checkDatabase } from './checks/database';
import { checkDisk } from './checks/disk';
import { checkEntra } from './checks/entra';
import { checkPublicAddress } from './checks/public-address';
import { checkServer } from './checks/server';
import { checkSwitch } from './checks/switch';
import { checkTranscription } from './checks/transcription';
import { checkTrunks } from './checks/trunks';
import { checkTurn } from './checks/turn';
import { fault, reasonOf, type Check, type CheckContext, type Finding } from './finding';

/** In the order in which they are told: what others stand on comes first. */
const checks: readonly Check[] = [
  checkDisk,
  checkDatabase,
  checkServer,
  checkSwitch,
  checkAsterisk,
  checkTrunks,
  checkTurn,
  checkTranscription,
  checkPublicAddress,
  checkEntra,
  checkBot,
  checkClock,
];

const longestMs = 40_000;

/** Looks at everything that the configuration names, at once; none waits for another. */
export async function examine(context: CheckContext): Promise<readonly Finding[]> {
  return (await Promise.all(checks.map((check) => within(check, context)))).flat();
}

/** A check that breaks off, or comes to no end, is a finding too. */
async function within(check: Check, context: CheckContext): Promise<readonly Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const finding = fault(
      check.name,
      `it came to no end in ${longestMs / 1_000} s`,
      'Ask again; report it if it stays so.',
    );
    timer = setTimeout(() => resolve([finding]), longestMs);
  });
  try {
    return await Promise.race([check.run(context), late]);
  } catch (error) {
    return [fault(check.name, reasonOf(error), 'Report this as a fault of Växel.')];
  } finally {
    clearTimeout(timer);
  }
}
