import type { PhoneCall, SipPhone } from '../fakes/sip-phone';

/** Callers who wait for one agent; ours, or another switch's. */
export interface BenchQueue {
  readonly name: string;
  /** What callers dial. */
  readonly number: string;
  readonly agent: SipPhone;
  /** Two: one talks, one waits. */
  readonly callers: readonly SipPhone[];
  /** From the end of the call on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/** In ms. */
export interface QueueTimes {
  /** The agent hangs up → the agent's phone has the call of who waits. */
  readonly freeMs: number[];
  /** The agent ends a pause → the same. */
  readonly resumedMs: number[];
  /** The agent answers → caller and agent each have the other's tone. */
  readonly heardMs: number[];
}

/** In Hz. The music and the announcements have nothing of the agent's that is louder than -45 dB. */
const tones = { caller: 600, agent: 1_900 };
/** In dB below full scale; the tones are sent with -11. */
const loudEnough = -20;
/**
 * In ms. A caller of `app_queue` looks once a second whether it is its turn (RECHECK in app_queue.c): what agents do is
 * spread evenly over that second, or all would meet the same moment of it.
 */
const lookMs = 1_000;
/** In ms: who pauses is known to pause, and whose call is over to be free. */
const settledMs = 500;
/** The golden ratio's part: any number of waits in a row is spread about evenly. */
const spread = (n: number): number => settledMs + lookMs * ((n * 0.618_034) % 1);

/** One agent's talk after the other: always one talks and one waits. */
class QueueRounds {
  readonly times: QueueTimes = { freeMs: [], resumedMs: [], heardMs: [] };
  private talk: PhoneCall | null = null;
  private waiting: PhoneCall | null = null;
  private entered = 0;
  private acted = 0;

  constructor(private readonly queue: BenchQueue) {}

  /** The first caller talks to the agent; not counted. */
  async begin(): Promise<void> {
    const { queue } = this;
    await queue.pause();
    await this.callerEnters();
    await queue.resume();
    await this.answered(await queue.agent.nextCall());
  }

  async callerEnters(): Promise<void> {
    const { callers, number } = this.queue;
    const phone = callers[this.entered % callers.length];
    this.entered += 1;
    const call = phone?.dial(number, { toneHz: tones.caller }) ?? null;
    await call?.until('established');
    await call?.hearsMusic();
    this.waiting = call;
  }

  async agentHangsUp(): Promise<void> {
    this.times.freeMs.push(await this.rings(() => this.talk?.hangUp()));
  }

  /** The agent hangs up, and nothing rings. */
  async agentRests(): Promise<void> {
    await this.queue.pause();
    this.talk?.hangUp();
    await this.talk?.until('ended');
  }

  async agentResumes(): Promise<void> {
    this.times.resumedMs.push(await this.rings(() => void this.queue.resume()));
  }

  private async rings(begin: () => void): Promise<number> {
    await pause(spread(this.acted));
    this.acted += 1;
    const beganMs = performance.now();
    begin();
    const call = await this.queue.agent.nextCall();
    const tookMs = performance.now() - beganMs;
    this.times.heardMs.push(await this.answered(call));
    return tookMs;
  }

  private async answered(call: PhoneCall): Promise<number> {
    const caller = this.waiting;
    if (caller === null) throw new Error('nobody waits');
    // Before the answer, that no packet with the tone is missed.
    const atCaller = hearing(caller, tones.agent);
    const beganMs = performance.now();
    call.answer(tones.agent);
    await Promise.all([atCaller, hearing(call, tones.caller)]);
    this.talk = call;
    return performance.now() - beganMs;
  }
}

/** The first packets with that tone, within 50 ms. */
async function hearing(call: PhoneCall, hz: number): Promise<void> {
  // Looked at more often than a test's wait does, which would be most of what is measured.
  while (call.media === null) await pause(2);
  const { media } = call;
  const meter = media.measure(hz);
  await media.until(
    () => meter.level > loudEnough,
    20_000,
    () => `a tone of ${hz} Hz, ${meter.level} dB`,
  );
  media.forget(meter);
}

/** Measures all of them in the same run, taking turns: `rounds` times each of what an agent does. */
export async function measureQueues(queues: readonly BenchQueue[], rounds: number): Promise<QueueTimes[]> {
  const all = queues.map((queue) => new QueueRounds(queue));
  for (const each of all) await each.begin();
  for (let round = 0; round < rounds; round += 1) {
    // Each of them is the first as often as the others.
    const order = all.map((_, n) => all[(round + n) % all.length] as QueueRounds);
    for (const each of order) await each.callerEnters();
    for (const each of order) await each.agentHangsUp();
    for (const each of order) await each.callerEnters();
    for (const each of order) await each.agentRests();
    for (const each of order) await each.agentResumes();
  }
  return all.map(({ times }) => times);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
