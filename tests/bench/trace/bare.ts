import { rawSetup, type RawSetup } from '../pages';
import { between, cpuNotes, cpuOf, type CpuTime } from './cpu';
import { pageMarks } from './page-notes';
import { createRound, first, middle, type Mark, type Part, type Span } from './span';
import { onStage, type Stage } from './stage';

/** Two pages with a peer connection each and nothing else: what the browser needs of the times of the other parts. */
interface Round extends RawSetup {
  readonly offering: readonly Mark[];
  readonly answering: readonly Mark[];
  readonly cpu: CpuTime;
}

async function setUpOnce({ bareAnna, bareBjorn }: Stage<'bareAnna' | 'bareBjorn'>): Promise<Round> {
  const atRest = await cpuOf([bareAnna, bareBjorn]);
  const round = await rawSetup(bareAnna, bareBjorn);
  const cpu = between(atRest, await cpuOf([bareAnna, bareBjorn]));
  return { ...round, cpu, offering: await pageMarks(bareAnna), answering: await pageMarks(bareBjorn) };
}

function spansOf({ startedMs, connectedMs, heardMs, offering, answering }: Round): Span[] {
  const { add, spans } = createRound(startedMs);
  const [offers, answers] = ['offering page', 'answering page'];
  const microphone = 'microphone (getUserMedia)';
  const opened = first(offering, 'getUserMedia ends', startedMs);
  const asked = first(answering, 'getUserMedia begins', startedMs);
  const openedThere = first(answering, 'getUserMedia ends', startedMs);
  const taken = first(offering, 'setRemoteDescription begins', startedMs);
  const found = first(offering, /^ice (connected|completed)/, taken);
  const connected = startedMs + connectedMs;
  add(offers, microphone, first(offering, 'getUserMedia begins', startedMs), opened);
  add(offers, 'microphone open → offer with addresses', opened, asked);
  add(answers, microphone, asked, openedThere);
  add(answers, 'microphone open → answer taken', openedThere, taken);
  add('WebRTC', 'ICE', taken, found);
  add('WebRTC', 'DTLS, of both', found, connected);
  add('WebRTC', 'connected → both hear', connected, startedMs + heardMs);
  add('all', 'nothing → both hear', startedMs, startedMs + heardMs);
  return spans;
}

export async function traceBare(rounds: number): Promise<Part[]> {
  const { all } = await onStage(['bareAnna', 'bareBjorn'], rounds, setUpOnce);
  const notes = cpuNotes(all.map(({ heardMs, cpu }) => ({ tookMs: heardMs, cpu })));
  return [{ id: 'bare', title: 'Two bare pages', rounds, notes, spans: middle(all.map(spansOf)) }];
}
