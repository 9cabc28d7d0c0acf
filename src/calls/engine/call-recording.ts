import type { LegId, UserId } from '../../contract/ids';
import type { RecordingLimits } from '../../switch/port';
import { sidesOf } from './call';
import {
  isConnected,
  isHolding,
  isPresent,
  isWithMailbox,
  isWithVoicemail,
  openRecordings,
  otherOf,
  partyOf,
  sideOf,
  talkingLeg,
  transferringSide,
} from './call-facts';
import type { Call, Party, Recording, Side, TalkRecording } from './call';
import type { Context, Effect, Input, Progress, Refusal, Step } from './protocol';
import { refuse, unchanged } from './protocol';
import type { Saying } from './steps/step';

/** The longest recording of a call. */
const maxMs = 4 * 60 * 60_000;
const limits: RecordingLimits = { maxMs, silenceMs: null, both: true };

/** It goes on, or is about to begin. */
const isLive = ({ stage }: TalkRecording): boolean => stage !== 'refused' && stage !== 'failed';

/** Null = the call is not being recorded. */
export const liveRecording = ({ recording, state }: Call): TalkRecording | null =>
  recording !== undefined && state !== 'ended' && isLive(recording) ? recording : null;

/** Who is on that side, as far as somebody else in their place has to be told anew. */
const whoIs = ({ kind, userId, number, name }: Party): string => `${kind}/${userId ?? number ?? name ?? ''}`;

const change = (call: Call, over: Partial<TalkRecording>): Call =>
  call.recording ? { ...call, recording: { ...call.recording, ...over } } : call;

const openTalk = (call: Call): Recording | undefined => openRecordings(call).find(({ talk }) => talk !== undefined);

/** Somebody wants the call recorded: all who are heard in it are told, or asked, before anything is kept. */
export function startRecording(
  call: Call,
  input: Extract<Input, { type: 'record' }>,
  context: Context,
): Progress | Refusal {
  const why = whyNotRecorded(call, input.userId);
  if (why !== null) return why;
  const { userId, consent, words, groupId } = input;
  return { call: { ...call, recording: newRecording({ userId, consent, words, groupId }, context) }, effects: [] };
}

/** Whoever this is could have it recorded, if the organisation wants that. */
export const mayBeRecorded = (call: Call, userId: UserId): boolean => whyNotRecorded(call, userId) === null;

function whyNotRecorded(call: Call, userId: UserId): Refusal | null {
  const side = sideOf(call, userId);
  if (side === null) return refuse('call.notFound', 'no such call');
  if (isListener(call, side)) return refuse('call.notAllowed', 'who only listens does not record');
  if (isWithVoicemail(call) || isWithMailbox(call) || otherOf(call, side).kind === 'service')
    return refuse('call.notAllowed', 'it is no person');
  if (!isConnected(partyOf(call, side)) || call.state !== 'active')
    return refuse('call.notAllowed', 'the call has not been answered');
  // One is enough for everybody, and the one before has to be over.
  if (liveRecording(call) !== null || openTalk(call)) return refuse('call.notAllowed', 'the call is being recorded');
  return null;
}

const newRecording = (
  { userId, consent, words, groupId }: Omit<Extract<Input, { type: 'record' }>, 'type'>,
  { newRecordingId }: Context,
): TalkRecording => ({
  ...{ id: newRecordingId(), ownerId: userId, groupId, consent, words },
  ...{ stage: 'telling', told: [], telling: [], round: 0, isPaused: false, isSilent: false, leg: null },
});

/** A person's own recording: what others have begun they leave alone. */
function ownRecording(call: Call, input: { readonly userId: string }): TalkRecording | Refusal {
  const live = liveRecording(call);
  if (live === null) return refuse('call.notAllowed', 'the call is not being recorded');
  return live.ownerId === input.userId ? live : refuse('call.notAllowed', 'somebody else records the call');
}

export function pauseRecording(call: Call, userId: string, isPaused: boolean): Step | Refusal {
  const own = ownRecording(call, { userId });
  if ('refused' in own && own.refused !== undefined) return own;
  return call.recording?.isPaused === isPaused ? unchanged(call) : { call: change(call, { isPaused }), effects: [] };
}

export function stopRecording(call: Call, userId: string): Step | Refusal {
  const own = ownRecording(call, { userId });
  if ('refused' in own && own.refused !== undefined) return own;
  return stopped(call);
}

/** What has been kept so far is a recording; a call that has not begun to be recorded has none. */
function stopped(call: Call): Step {
  const { recording: _, ...rest } = call;
  const open = openTalk(call);
  return {
    call: rest,
    effects: open ? [{ type: 'stopRecording', leg: open.leg, recording: open.id }] : [],
  };
}

/** The place of whoever records, and those that are heard in it: of guests who only listen, nothing is kept. */
interface Heard {
  readonly own: Side;
  readonly others: readonly Side[];
}

/** Null = its owner is not there, or has nobody to talk with. */
function heardIn(call: Call, { ownerId }: TalkRecording): Heard | null {
  const own = sideOf(call, ownerId);
  if (own === null || call.state !== 'active' || !isThere(call, own)) return null;
  const others = sidesOf(call).filter((side) => side !== own && !isListener(call, side) && isThere(call, side));
  return others.length > 0 ? { own, others } : null;
}

const isThere = (call: Call, side: Side): boolean => isConnected(partyOf(call, side)) && isPresent(call, side);

const isListener = (call: Call, side: Side): boolean =>
  call.guests?.some((guest) => guest.side === side && guest.mode === 'listen') === true;

const namesOf = (call: Call, { others }: Heard): readonly string[] => others.map((side) => whoIs(partyOf(call, side)));

/** What all who are heard hear before anything is kept: the tone comes last. Null = that one hears the others. */
export function tellingOf(call: Call, side: Side): Saying | null {
  const live = liveRecording(call);
  if (live === null || live.stage === 'on' || live.telling.length === 0) return null;
  const heard = heardIn(call, live);
  if (heard === null || (side !== heard.own && !heard.others.includes(side))) return null;
  return { sounds: soundsOf(live), id: sayingOf(live) };
}

const sayingOf = ({ id, stage, round }: TalkRecording): string => `${id}/${stage}/${round}`;

function soundsOf({ stage, consent, words, hasAgreed }: TalkRecording): Saying['sounds'] {
  if (stage === 'asking') return [`record-ask-${words}`];
  return consent === 'toneOnly' || hasAgreed ? ['beep'] : [`record-told-${words}`, 'beep'];
}

/** The words to somebody are over: once they are to all, what is kept begins; or somebody has not agreed to it. */
export function recordingTold(call: Call, leg: LegId, id: string): Step {
  const live = liveRecording(call);
  const side = live && heardIn(call, live)?.others.find((each) => talkingLeg(call, each)?.id === leg);
  if (!live || !side || id !== sayingOf(live)) return unchanged(call);
  const who = whoIs(partyOf(call, side));
  if (!live.telling.includes(who)) return unchanged(call);
  return live.stage === 'asking' ? notAgreed(call) : { call: knows(call, live, who), effects: [] };
}

/** One more knows of it. */
function knows(call: Call, live: TalkRecording, who: string): Call {
  const telling = live.telling.filter((each) => each !== who);
  const isAll = telling.length === 0;
  return change(call, { telling, told: [...new Set([...live.told, who])], ...(isAll && { stage: 'on' }) });
}

/** Nobody is recorded without having agreed; the call goes on as it was. */
function notAgreed(call: Call): Step {
  const { recording } = call;
  if (!recording) return unchanged(call);
  const over = stopped(call);
  return { ...over, call: { ...over.call, recording: { ...recording, stage: 'refused' } } };
}

/** Who is asked has pressed a key: 1 = yes. Null = nobody in that place is asked anything. */
export function recordingAnswered(call: Call, side: Side, digits: string): Step | null {
  const live = liveRecording(call);
  const heard = live && heardIn(call, live);
  const who = whoIs(partyOf(call, side));
  if (!heard?.others.includes(side) || live?.stage !== 'asking' || !live.telling.includes(who)) return null;
  if (!digits.startsWith('1')) return notAgreed(call);
  const telling = live.telling.filter((each) => each !== who);
  if (telling.length > 0) return { call: change(call, { telling, told: [...live.told, who] }), effects: [] };
  // The tone is for everybody.
  const all = namesOf(call, heard);
  return { call: change(call, { stage: 'telling', hasAgreed: true, telling: all }), effects: [] };
}

/** The switch keeps nothing any more, of its own. */
export function talkRecorded(call: Call, recording: Recording): Call {
  const live = liveRecording(call);
  if (live?.id !== recording.id) return call;
  const { recording: _, ...rest } = call;
  return recording.reason === 'failed' ? change(call, { stage: 'failed' }) : rest;
}

/** A call of an answer group is recorded as soon as its agent talks, where the group wants that. */
function begunByGroup(before: Call, call: Call, context: Context): Call {
  const { served } = call;
  const step = served?.plan[0];
  if (!served?.isHeard || before.served?.isHeard || step?.kind !== 'queue' || liveRecording(call)) return call;
  const wanted = context.recordingOf(call.organisationId, step.groupId);
  if (wanted === null) return call;
  return { ...call, recording: newRecording({ ...wanted, userId: served.userId, groupId: step.groupId }, context) };
}

/**
 * What follows for the recording from how the call is now. It goes where its person's audio goes, is silent while
 * nobody hears the other, waits for a transfer that may come back, and ends with the person's part. Whoever comes is
 * told first, in the place of the other side or besides.
 *
 *     asking ──1──► telling ──tone──► on
 *        │             ▲               │ somebody comes who does not know
 *        ▼             └───────────────┘
 *     refused                                       failed: the switch could keep nothing
 */
export function recordingFollows(before: Call, after: Call, context: Context): Step {
  const begun = begunByGroup(before, after, context);
  const first = liveRecording(begun);
  if (first === null) return unchanged(withoutWhenEnded(begun));
  const isIn = sideOf(begun, first.ownerId) !== null || transferringSide(begun, first.ownerId) !== null;
  if (!isIn) return stopped(begun);
  const heard = heardIn(begun, first);
  const call = heard === null ? begun : withTold(begun, first, namesOf(begun, heard));
  const live = liveRecording(call) ?? first;
  const leg = heard && talkingLeg(call, heard.own);
  if (live.stage !== 'on' || !leg || !isTalk(call, heard)) return silenced(call, true);
  const kept = live.leg === leg.id ? unchanged(call) : keptAt(call, live, leg.id, context);
  const quiet = silenced(kept.call, live.isPaused);
  return { call: quiet.call, effects: [...kept.effects, ...quiet.effects] };
}

/** Nobody waits for those who have gone before they knew; with whoever comes and does not know, the words begin. */
function withTold(call: Call, live: TalkRecording, there: readonly string[]): Call {
  const telling = live.telling.filter((who) => there.includes(who));
  const come = there.filter((who) => !live.told.includes(who) && !telling.includes(who));
  if (come.length > 0) {
    const stage = live.consent === 'askKey' ? ('asking' as const) : ('telling' as const);
    const { hasAgreed: _, ...asked } = live;
    return { ...call, recording: { ...asked, stage, telling: [...telling, ...come], round: live.round + 1 } };
  }
  if (telling.length === live.telling.length) return call;
  return change(call, { telling, ...(telling.length === 0 && { stage: 'on' as const }) });
}

/** Whoever records and somebody else hear each other. */
const isTalk = (call: Call, { own, others }: Heard): boolean =>
  !isHolding(partyOf(call, own)) && others.some((side) => !isHolding(partyOf(call, side)));

function withoutWhenEnded(call: Call): Call {
  if (call.state !== 'ended' || call.recording === undefined) return call;
  const { recording: _, ...rest } = call;
  return rest;
}

/** It begins, or goes on with another leg of the person. */
function keptAt(call: Call, live: TalkRecording, leg: LegId, { nowMs }: Context): Step {
  const { id, ownerId, groupId } = live;
  const { recordings = [] } = call;
  const begun = { id, ownerId, leg, startedAtMs: nowMs, ms: null, speechMs: null, reason: null, talk: { groupId } };
  const isNew = !recordings.some((each) => each.id === id);
  return {
    call: {
      ...change(call, { leg }),
      recordings: isNew ? [...recordings, begun] : recordings.map((each) => (each.id === id ? { ...each, leg } : each)),
    },
    effects: [{ type: 'record', leg, recording: id, limits }],
  };
}

/** Tells the switch, where it keeps something. */
function silenced(call: Call, isSilent: boolean): Step {
  const { recording } = call;
  if (!recording?.leg || recording.isSilent === isSilent) return unchanged(call);
  return {
    call: change(call, { isSilent }),
    effects: [{ type: 'pauseRecording', leg: recording.leg, recording: recording.id, on: isSilent }],
  };
}

/** All of it once more, for a switch that has kept the call. */
export function recordingTakenUp(call: Call): readonly Effect[] {
  const live = liveRecording(call);
  if (!live?.leg) return [];
  const { leg, id: recording, isSilent } = live;
  return [
    { type: 'record', leg, recording, limits },
    { type: 'pauseRecording', leg, recording, on: isSilent },
  ];
}

/** Two calls become one: the recording of who comes with it goes on, where none does yet. */
export function recordingMoves(
  from: Call,
  to: Call,
  ownerId: string | null,
): { readonly from: Call; readonly to: Call } {
  const live = liveRecording(from);
  if (live === null || live.ownerId !== ownerId || liveRecording(to) !== null) return { from, to };
  const { recording: _, ...rest } = from;
  const { recordings = [] } = from;
  const own = recordings.filter(({ id }) => id === live.id);
  return {
    from: { ...rest, recordings: recordings.filter(({ id }) => id !== live.id) },
    to: { ...to, recording: live, recordings: [...(to.recordings ?? []), ...own] },
  };
}
