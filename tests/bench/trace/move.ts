import type { Page } from 'playwright';
import { median } from '../figure';
import { callAndAnswer, hangUp, heard, nextPress, tones, type TestWindow } from '../pages';
import { between, cpuNotes, cpuOf, type CpuTime } from './cpu';
import { pageMarks } from './page-notes';
import { createRound, first, middle, type Mark, type Part, type Span } from './span';
import { onStage, type Stage } from './stage';

/** A call is taken from one window to another: from the press on Take call here until both hear each other. */
interface Round {
  readonly pressedMs: number;
  readonly marks: readonly Mark[];
  readonly heardMs: { readonly here: number; readonly there: number };
  readonly cpu: CpuTime;
  /** At the other side before the press. */
  readonly bufferedMs: number;
}

/** How long what comes lies in the jitter buffer, ms: over the last half second, as the browser counts it. */
async function jitterBufferMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { vaxelBench: TestWindow }).vaxelBench;
    const count = async (): Promise<readonly [number, number]> => {
      const stats = [...((await connections.at(-1)?.getStats()) ?? new Map()).values()] as RTCInboundRtpStreamStats[];
      const audio = stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio');
      return [audio?.jitterBufferDelay ?? 0, audio?.jitterBufferEmittedCount ?? 0];
    };
    const [delay, emitted] = await count();
    await new Promise((passed) => setTimeout(passed, 500));
    const [delayNow, emittedNow] = await count();
    return (1_000 * (delayNow - delay)) / (emittedNow - emitted);
  });
}

async function moveOnce({ anna, second, bjorn }: Stage<'anna' | 'second' | 'bjorn'>): Promise<Round> {
  await callAndAnswer(anna.mainFrame(), bjorn.mainFrame());
  const bufferedMs = await jitterBufferMs(bjorn);
  const pressed = nextPress(second.mainFrame());
  const take = second.getByRole('button', { name: 'Take call here', exact: true });
  await take.waitFor();
  const hearing = Promise.all([heard(second, tones.bjorn), heard(bjorn, tones.second)]);
  const atRest = await cpuOf([anna, second, bjorn]);
  await take.click();
  const [pressedMs, [here, there]] = await Promise.all([pressed, hearing]);
  const cpu = between(atRest, await cpuOf([anna, second, bjorn]));
  const marks = await pageMarks(second);
  await hangUp(second, anna, bjorn);
  return { pressedMs, marks, cpu, bufferedMs, heardMs: { here, there } };
}

function spansOf({ pressedMs, marks, heardMs }: Round, server: readonly Mark[]): Span[] {
  const { add, spans } = createRound(pressedMs);
  const at = (what: string | RegExp, afterMs: number) => first(marks, what, afterMs);
  const asked = at('out command call.move', pressedMs);
  const read = first(server, 'in command call.move', asked);
  const invited = first(server, 'out INVITE', read);
  const arrived = at('in INVITE', asked);
  const answered = at('out 200 INVITE', arrived);
  const got = first(server, 'in 200 INVITE', answered);
  const acknowledged = first(server, 'out ACK', got);
  const described = at('setRemoteDescription begins', at('in ACK', answered));
  const found = at(/^ice (connected|completed)/, described);
  const connected = at('connection connected', found);
  add('tab', 'press → command sent', pressedMs, asked);
  add('tab', 'microphone (getUserMedia)', at('getUserMedia begins', pressedMs), at('getUserMedia ends', pressedMs));
  add('way', 'command → server', asked, read);
  add('server', 'command read, stored, INVITE out', read, invited);
  add('way', 'INVITE → tab', invited, arrived);
  add('tab', 'INVITE → 200 sent', arrived, answered);
  add('way', '200 → server', answered, got);
  add('server', '200 read, answer made, ACK out', got, acknowledged);
  add('tab', 'ACK out → answer taken', acknowledged, described);
  add('WebRTC', 'ICE', described, found);
  add('WebRTC', 'DTLS', found, connected);
  const open = first(server, 'leg open', acknowledged);
  const said = first(server, 'leg first packet in', open);
  const changed = first(server, 'leg hears another', said);
  add('WebRTC', 'switch: leg open → its first packet in', open, said);
  add('server', 'first packet in → the other side hears it', said, changed);
  add('server', 'leg open → first packet out to it', open, first(server, 'leg first packet out', open));
  add('WebRTC', 'connected → heard here', connected, heardMs.here);
  add('WebRTC', 'connected → heard by the other side', connected, heardMs.there);
  add('all', 'press → both hear', pressedMs, Math.max(heardMs.here, heardMs.there));
  return spans;
}

export async function traceMove(rounds: number): Promise<Part[]> {
  const { all, server } = await onStage(['anna', 'second', 'bjorn'], rounds, moveOnce);
  const spans = middle(all.map((round) => spansOf(round, server)));
  const notes = cpuNotes(
    all.map(({ pressedMs, heardMs, cpu }) => ({ tookMs: Math.max(heardMs.here, heardMs.there) - pressedMs, cpu })),
  );
  const bufferedMs = median(all.map((round) => round.bufferedMs));
  notes.push(`the other side's jitter buffer holds what comes for ${Math.round(bufferedMs)} ms`);
  return [{ id: 'move', title: 'Take call here → both hear', rounds, notes, spans }];
}
