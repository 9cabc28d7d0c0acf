import type { CallId, LegId } from '../contract/ids';
import { toVaxelError } from '../errors/to-vaxel-error';
import type { Logger } from '../ports/logger';
import type { Switch } from '../switch/port';
import type { CallStore } from './call-store';
import type { Call } from './engine/call';
import { liveLegs } from './engine/call-facts';
import type { CallRunner } from './runner';

export interface TakeUpDeps {
  readonly switch: Pick<Switch, 'legs' | 'takeUp' | 'hangUp'>;
  readonly store: Pick<CallStore, 'loadOpen'>;
  readonly runner: Pick<CallRunner, 'takeUp'>;
  readonly logger: Logger;
}

/**
 * Calls that the switch has kept while there was no server go on; legs of no call end: nobody is left alone on one.
 * Returns the calls that nobody goes on with. @throws VaxelError server.unavailable when the database is away
 */
export async function takeUpCalls(deps: TakeUpDeps): Promise<readonly Call[]> {
  const [open, standing] = await Promise.all([deps.store.loadOpen(), standingLegs(deps)]);
  const kept = new Set<CallId>();
  for (const call of open) {
    const legs = liveLegs(call).filter(({ id }) => standing.has(id));
    const whose = legs.length === 0 ? 'nobody’s' : await takeUp(deps, call, standing);
    if (whose === 'nobody’s') continue;
    kept.add(call.id);
    for (const { id } of legs) {
      standing.delete(id);
      if (whose === 'ours') deps.switch.takeUp(id);
    }
  }
  for (const leg of standing) deps.switch.hangUp(leg, 'interrupted');
  return open.filter(({ id }) => !kept.has(id));
}

async function standingLegs({ switch: telephony, logger }: TakeUpDeps): Promise<Set<LegId>> {
  try {
    return new Set(await telephony.legs());
  } catch (error) {
    if (toVaxelError(error).code !== 'server.unavailable') throw error;
    // One that comes later is rid of what it has then.
    logger.warn({ err: error }, 'the switch is away: no call of before is taken up');
    return new Set();
  }
}

type Whose = 'ours' | 'another’s' | 'nobody’s';

/** One old call keeps nobody from the others. */
async function takeUp({ runner, logger }: TakeUpDeps, call: Call, standing: ReadonlySet<LegId>): Promise<Whose> {
  try {
    if (!(await runner.takeUp(call, standing))) return 'another’s';
    logger.info({ callId: call.id }, 'a call goes on that the switch had kept');
    return 'ours';
  } catch (error) {
    if (toVaxelError(error).code === 'server.unavailable') throw error;
    logger.error({ err: error, callId: call.id }, 'a call that the switch had kept could not be taken up');
    return 'nobody’s';
  }
}
