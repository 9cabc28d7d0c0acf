import type { CallView, CallViewState, OtherParty } from '../../src/contract/calls';
import type { CallId, DeviceId } from '../../src/contract/ids';
import type { HeldCall } from '../state/app-state';
import type { LocalCall } from '../softphone/softphone-state';

/** A text to be translated. */
interface TextKey {
  readonly key: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** One call card: all that its component draws. */
export interface CallCard {
  readonly id: CallId;
  readonly state: CallViewState;
  readonly direction: 'in' | 'out';
  readonly name: string | null;
  readonly number: string | null;
  readonly userId: OtherParty['userId'];
  readonly contactId: OtherParty['contactId'];
  readonly through: string | null;
  readonly status: TextKey;
  /** Server time from which the timer counts; null = no timer. */
  readonly timerFromMs: number | null;
  readonly muted: boolean;
  /** `pending`: pressed, on its way. `unavailable`: rings on other devices, not in this window. */
  readonly answer: 'ready' | 'pending' | 'unavailable' | null;
  readonly canDecline: boolean;
  readonly canTalk: boolean;
  readonly hold: 'hold' | 'resume' | null;
  readonly canHangUp: boolean;
  /** What to dial again; null when it is not known or makes no sense. */
  readonly callAgain: { readonly number: string; readonly name: string | null } | null;
  readonly canDismiss: boolean;
  readonly advice: TextKey | null;
  /** The audio of this call is in this window. */
  readonly here: boolean;
}

export interface CallCardContext {
  readonly deviceId: DeviceId | null;
}

/** What the person sees of one call: the server's word where there is one, else what this window knows itself. */
export function callCard(held: HeldCall | undefined, local: LocalCall | undefined, { deviceId }: CallCardContext): CallCard | null {
  if (held) return fromServer(held.view, local, deviceId);
  if (local?.placed) return fromHere(local, local.placed);
  return null;
}

function fromServer(view: CallView, local: LocalCall | undefined, deviceId: DeviceId | null): CallCard {
  const state = shownState(view, local, deviceId);
  const live = state === 'active' || state === 'held';
  return {
    id: view.id,
    state,
    direction: view.direction,
    ...identity(view.other),
    through: view.through,
    status: status(view, state, local),
    timerFromMs: live ? view.answeredAtMs : null,
    muted: local?.muted ?? view.muted,
    answer: state !== 'ringing' ? null : local?.answering ? 'pending' : local && local.state !== 'ended' ? 'ready' : 'unavailable',
    canDecline: state === 'ringing',
    canTalk: state === 'active',
    hold: state === 'held' || (state === 'active' && view.heldByMe) ? 'resume' : state === 'active' ? 'hold' : null,
    canHangUp: live || state === 'connecting' || state === 'anchored',
    callAgain: state === 'ended' && view.other.number !== null ? { number: view.other.number, name: view.other.name } : null,
    canDismiss: state === 'ended' || state === 'elsewhere',
    advice: advice(view, state, local),
    here: local !== undefined && local.state !== 'ended',
  };
}

/** A call that another device of mine carries is shown as elsewhere; one that I hold is held also while the other side holds too. */
function shownState(view: CallView, local: LocalCall | undefined, deviceId: DeviceId | null): CallViewState {
  if (view.state === 'ended' || view.state === 'ringing') return view.state;
  const carriedHere = view.deviceId === null || view.deviceId === deviceId || (local !== undefined && local.state !== 'ended' && local.state !== 'ringing');
  return carriedHere ? view.state : 'elsewhere';
}

function status(view: CallView, state: CallViewState, local: LocalCall | undefined): TextKey {
  switch (state) {
    case 'ringing':
      return { key: local?.answering ? 'call.answering' : 'call.ringing' };
    case 'connecting':
      return { key: view.direction === 'in' || view.answeredAtMs !== null ? 'call.connecting' : view.otherRings ? 'call.otherRings' : 'call.calling' };
    case 'active':
      if (view.heldByMe) return { key: 'call.heldByMe' };
      return { key: view.heldByOther ? 'call.heldByOther' : (local?.muted ?? view.muted) ? 'call.muted' : 'call.active' };
    case 'held':
      return { key: view.heldByOther && !view.heldByMe ? 'call.heldByOther' : 'call.heldByMe' };
    case 'anchored':
      return { key: 'call.anchored' };
    case 'elsewhere':
      return view.deviceLabel === null ? { key: 'call.elsewhereUnknown' } : { key: 'call.elsewhere', values: { device: view.deviceLabel } };
    case 'ended':
      return endedText(view, 'title');
  }
}

function endedText(view: CallView, part: 'title' | 'advice'): TextKey {
  const unanswered = view.direction === 'in' && view.answeredAtMs === null && (view.endReason === 'cancelled' || view.endReason === 'noAnswer');
  return { key: unanswered ? `reason.missed.${part}` : `reason.${view.endReason ?? 'failed'}.${part}` };
}

function advice(view: CallView, state: CallViewState, local: LocalCall | undefined): TextKey | null {
  if (state === 'ended' && local?.problem) return { key: `problem.${local.problem}.advice` };
  // Why I declined or hung up needs no explanation to me.
  if (state === 'ended') return view.direction === 'out' && view.endReason !== 'hungUp' && view.endReason !== 'cancelled' ? endedText(view, 'advice') : null;
  if (local?.problem) return { key: `problem.${local.problem}.advice` };
  return null;
}

/** A call of this window that the server has not told of yet, or never will. */
function fromHere(local: LocalCall, placed: NonNullable<LocalCall['placed']>): CallCard {
  const ended = local.state === 'ended';
  const reason = local.refusal ?? (local.problem === null ? 'cancelled' : null);
  return {
    id: local.callId,
    state: ended ? 'ended' : 'connecting',
    direction: 'out',
    name: placed.name,
    number: placed.number,
    userId: null,
    contactId: null,
    through: null,
    status: { key: !ended ? 'call.calling' : local.problem ? `problem.${local.problem}.title` : `reason.${reason}.title` },
    timerFromMs: null,
    muted: local.muted,
    answer: null,
    canDecline: false,
    canTalk: false,
    hold: null,
    canHangUp: !ended,
    callAgain: ended ? { number: placed.number, name: placed.name } : null,
    canDismiss: ended,
    advice: !ended ? null : local.problem ? { key: `problem.${local.problem}.advice` } : reason === 'cancelled' ? null : { key: `reason.${reason}.advice` },
    here: !ended,
  };
}

function identity(other: OtherParty): Pick<CallCard, 'name' | 'number' | 'userId' | 'contactId'> {
  return { name: other.name, number: other.number, userId: other.userId, contactId: other.contactId };
}

const order: Record<CallViewState, number> = { ringing: 0, active: 1, connecting: 1, held: 2, anchored: 2, elsewhere: 3, ended: 4 };

/** All cards of this window, the ringing ones on top, then the one I speak in; within a state the oldest first. */
export function callCards(
  held: ReadonlyMap<CallId, HeldCall>,
  local: ReadonlyMap<CallId, LocalCall>,
  hidden: ReadonlySet<CallId>,
  context: CallCardContext,
): readonly CallCard[] {
  const ids = [...new Set([...held.keys(), ...local.keys()])].filter((id) => !hidden.has(id));
  return ids
    .map((id) => callCard(held.get(id), local.get(id), context))
    .filter((card): card is CallCard => card !== null)
    .map((card, index) => ({ card, index }))
    .sort((a, b) => order[a.card.state] - order[b.card.state] || a.index - b.index)
    .map(({ card }) => card);
}
