import { callAndAnswer, hangUp, heard, tones } from '../pages';
import { pageMarks } from './page-notes';
import { createRound, first, middle, type Mark, type Part, type Span } from './span';
import { onStage, type Stage } from './stage';

/** The tab is reloaded in a call: from the first byte of the new page until both hear each other. */
interface Round {
  readonly marks: readonly Mark[];
  readonly heardMs: { readonly anna: number; readonly bjorn: number };
}

async function reloadOnce({ anna, bjorn }: Stage): Promise<Round> {
  await callAndAnswer(anna.mainFrame(), bjorn.mainFrame());
  const heardAgain = heard(bjorn, tones.anna, true);
  await anna.reload({ waitUntil: 'commit' });
  const [ofAnna, ofBjorn] = await Promise.all([heard(anna, tones.bjorn), heardAgain]);
  // A call may be back before anything is drawn.
  await anna.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const marks = await pageMarks(anna);
  await hangUp(anna, bjorn);
  return { marks, heardMs: { anna: ofAnna, bjorn: ofBjorn } };
}

function spansOf({ marks, heardMs }: Round, server: readonly Mark[]): Span[] {
  const start = first(marks, 'first byte', 0);
  const { add, spans } = createRound(start);
  const at = (what: string | RegExp, afterMs = start) => first(marks, what, afterMs);
  const invited = at('in INVITE');
  const [online, welcome, registered] = [at('connected /realtime'), at('in welcome'), at('in 200 REGISTER')];
  const enrolled = at('in events devices', welcome);
  const sip = at('connected /sip');
  const answered = at('out 200 INVITE', invited);
  const got = first(server, 'in 200 INVITE', answered);
  const told = first(server, 'out ACK', got);
  const acknowledged = at('in ACK', answered);
  const found = at(/^ice (connected|completed)/, answered);
  const connected = at('connection connected', found);
  add('page', 'first byte → document and scripts here', start, at('scripts read'));
  add('page', 'scripts run', at('scripts read'), at('scripts run'));
  add('page', 'first byte → first contentful paint', start, at('first-contentful-paint'));
  add('realtime', 'scripts run → /realtime connected', at('scripts run'), online);
  add('realtime', 'hello → welcome', at('out hello'), welcome);
  add('realtime', 'welcome → device enrolled', welcome, enrolled);
  add('SIP', 'enrolled → /sip connected', enrolled, sip);
  add('SIP', 'REGISTER, challenge, REGISTER → registered', at('out REGISTER'), registered);
  add(
    'server',
    'registered: call stored, INVITE out',
    first(server, 'out 200 REGISTER', sip),
    first(server, 'out INVITE', sip),
  );
  add('SIP', 'registered → INVITE here', registered, invited);
  add('SIP', 'INVITE → 200 (microphone, offer)', invited, answered);
  add('way', '200 → server', answered, got);
  add('server', '200 read, answer made, ACK out', got, told);
  add('page', 'ACK out → read', told, acknowledged);
  add('WebRTC', 'ACK → ICE', acknowledged, found);
  add('WebRTC', 'DTLS', found, connected);
  add('WebRTC', 'connected → heard by the other side', connected, heardMs.bjorn);
  add('WebRTC', 'connected → the other side heard', connected, heardMs.anna);
  add('all', 'first byte → both hear', start, Math.max(heardMs.anna, heardMs.bjorn));
  return spans;
}

export async function traceReload(rounds: number): Promise<Part[]> {
  const { all, server } = await onStage(['anna', 'bjorn'], rounds, reloadOnce);
  const spans = middle(all.map((round) => spansOf(round, server)));
  return [{ id: 'reload', title: 'A reload in a call → both hear', rounds, notes: [], spans }];
}
