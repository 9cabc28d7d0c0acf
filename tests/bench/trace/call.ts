import { cardState, hangUp, heard, nextPress, tones } from '../pages';
import { between, cpuNotes, cpuOf, type CpuTime } from './cpu';
import { pageMarks } from './page-notes';
import { createRound, first, middle, type Mark, type Part, type Span } from './span';
import { onStage, untilConnected, type Stage } from './stage';

/** A call: from the press on Call to the ring at the other side, and from the press on Answer to sound at both. */
interface Round {
  readonly pressedMs: number;
  readonly ringingMs: number;
  readonly answeredMs: number;
  readonly heardMs: { readonly anna: number; readonly bjorn: number };
  readonly cpu: { readonly ring: CpuTime; readonly sound: CpuTime };
  readonly anna: readonly Mark[];
  readonly bjorn: readonly Mark[];
}

async function callOnce({ anna, bjorn }: Stage): Promise<Round> {
  const field = anna.getByRole('combobox', { name: 'Search or enter a number' });
  await field.fill('1002');
  await anna.getByRole('row', { name: /Björn Åkesson/ }).waitFor();
  const pressed = nextPress(anna.mainFrame());
  const rings = cardState(bjorn.mainFrame(), 'ringing');
  const atRest = await cpuOf([anna, bjorn]);
  await field.press('Enter');
  const [pressedMs, ringingMs] = await Promise.all([pressed, rings]);
  const ring = between(atRest, await cpuOf([anna, bjorn]));
  // The caller's early media has to be up, as it is when a person answers.
  await untilConnected(anna);
  const answered = nextPress(bjorn.mainFrame());
  const hearing = Promise.all([heard(anna, tones.bjorn), heard(bjorn, tones.anna)]);
  const ringing = await cpuOf([anna, bjorn]);
  await bjorn.getByRole('button', { name: 'Answer', exact: true }).click();
  const [answeredMs, [ofAnna, ofBjorn]] = await Promise.all([answered, hearing]);
  const cpu = { ring, sound: between(ringing, await cpuOf([anna, bjorn])) };
  const round = { pressedMs, ringingMs, answeredMs, heardMs: { anna: ofAnna, bjorn: ofBjorn }, cpu };
  const marks = { anna: await pageMarks(anna), bjorn: await pageMarks(bjorn) };
  await hangUp(anna, bjorn);
  return { ...round, ...marks };
}

function ringSpans({ pressedMs, ringingMs, anna, bjorn }: Round, server: readonly Mark[]): Span[] {
  const { add, spans } = createRound(pressedMs);
  const sent = first(anna, 'out INVITE', pressedMs);
  const got = first(server, 'in INVITE', sent);
  const begun = first(server, /^query begins insert into "call"/, got);
  const stored = first(server, /^query ends insert into "call"/, begun);
  const told = first(server, 'out events call', stored);
  const arrived = first(bjorn, 'in events call', stored);
  add('caller’s tab', 'press → INVITE sent', pressedMs, sent);
  add('way', 'INVITE → server', sent, got);
  add('server', 'INVITE read, plan made', got, begun);
  add('server', 'call stored', begun, stored);
  add('server', 'stored → INVITE and event out', stored, told);
  add('way', 'event → callee’s tab', told, arrived);
  add('way', 'INVITE → callee’s tab', first(server, 'out INVITE', stored), first(bjorn, 'in INVITE', stored));
  add('callee’s tab', 'event → ringing drawn', arrived, ringingMs);
  add('all', 'press → ringing', pressedMs, ringingMs);
  return spans;
}

function soundSpans({ answeredMs, heardMs, anna, bjorn }: Round, server: readonly Mark[]): Span[] {
  const { add, spans } = createRound(answeredMs);
  const sent = first(bjorn, 'out 200 INVITE', answeredMs);
  const got = first(server, 'in 200 INVITE', sent);
  const acknowledged = first(server, 'out ACK', got);
  const described = first(bjorn, 'setRemoteDescription begins', first(bjorn, 'in ACK', sent));
  const checking = first(bjorn, 'ice checking', sent);
  const found = first(bjorn, /^ice (connected|completed)/, checking);
  const connected = first(bjorn, 'connection connected', found);
  add('callee’s tab', 'press → 200 sent', answeredMs, sent);
  add(
    'callee’s tab',
    'microphone (getUserMedia)',
    first(bjorn, 'getUserMedia begins', answeredMs),
    first(bjorn, 'getUserMedia ends', answeredMs),
  );
  add('way', '200 → server', sent, got);
  add('server', '200 read, answer made, ACK out', got, acknowledged);
  add('server', 'answer stored', acknowledged, first(server, 'query ends commit', acknowledged));
  add('way', 'ACK → callee’s tab', acknowledged, first(bjorn, 'in ACK', sent));
  add('callee’s tab', 'ACK → answer taken', first(bjorn, 'in ACK', sent), described);
  add('WebRTC', 'ICE', described, found);
  add('WebRTC', 'DTLS', found, connected);
  const open = first(server, 'leg open', acknowledged);
  add('WebRTC', 'switch: leg open → its first packet in', open, first(server, 'leg first packet in', open));
  add('server', 'leg open → first packet out to it', open, first(server, 'leg first packet out', open));
  add('WebRTC', 'connected → callee hears caller', connected, heardMs.bjorn);
  add('WebRTC', 'connected → caller hears callee', connected, heardMs.anna);
  add(
    'caller’s tab',
    'event of the answer',
    first(server, 'out events call', acknowledged),
    first(anna, 'in events call', acknowledged),
  );
  add('all', 'Answer → both hear', answeredMs, Math.max(heardMs.anna, heardMs.bjorn));
  return spans;
}

export async function traceCall(rounds: number): Promise<Part[]> {
  const { all, server } = await onStage(['anna', 'bjorn'], rounds, callOnce);
  const ring = middle(all.map((round) => ringSpans(round, server)));
  const sound = middle(all.map((round) => soundSpans(round, server)));
  const notes = {
    ring: cpuNotes(all.map(({ pressedMs, ringingMs, cpu }) => ({ tookMs: ringingMs - pressedMs, cpu: cpu.ring }))),
    sound: cpuNotes(
      all.map(({ answeredMs, heardMs, cpu }) => ({
        tookMs: Math.max(heardMs.anna, heardMs.bjorn) - answeredMs,
        cpu: cpu.sound,
      })),
    ),
  };
  return [
    { id: 'ring', title: 'A call: press on Call → ringing', rounds, notes: notes.ring, spans: ring },
    { id: 'sound', title: 'Answer → sound at both', rounds, notes: notes.sound, spans: sound },
  ];
}
