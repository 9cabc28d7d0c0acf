import { Router } from 'express';
import { VaxelError, type ErrorCode } from '../../src/contract/errors';
import { randomUUID } from 'node:crypto';
import type { RecordingId, SoundId } from '../../src/contract/ids';
import { Greeting, GreetingParams, GreetingRestore, Greetings } from '../../src/contract/voicemail/greetings';
import { usualKeepDays } from '../../src/contract/voicemail/limits';
import {
  MyVoicemail,
  MyVoicemailView,
  VoicemailHeard,
  VoicemailMessage,
  VoicemailPage,
  VoicemailParams,
  VoicemailPolicy,
  VoicemailPolicyView,
  VoicemailQuery,
} from '../../src/contract/voicemail/voicemail';
import { SoundAddress } from '../../src/contract/sounds/sounds';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import { bjorn, callId, recordingId } from '../../tabs/fakes/samples';
import type { Script } from './script';
import { speech } from './scripted-sound';

/** A mailbox as data: what a window asks for is done to it, and told. */
export interface ScriptedVoicemail {
  /** The newest first. */
  messages: VoicemailMessage[];
  readonly deleted: Map<RecordingId, VoicemailMessage>;
  mine: MyVoicemailView;
  policy: VoicemailPolicy;
  greetings: Greeting[];
  /** The code with which the next sound is refused; null = it is kept. */
  refusal: ErrorCode | null;
  /** The server has a machine that writes messages down. */
  canTranscribe: boolean;
}

export const nothingLeft = (): ScriptedVoicemail => ({
  messages: [],
  deleted: new Map(),
  mine: { enabled: true, offered: true },
  policy: {
    enabled: true,
    keepHeardDays: usualKeepDays.heard,
    keepUnheardDays: usualKeepDays.unheard,
    transcribe: false,
  },
  greetings: [],
  refusal: null,
  canTranscribe: true,
});

/** One that Björn left so many minutes ago, and what the test says of it. */
export const aMessage = (n: number, change: Partial<VoicemailMessage> = {}): VoicemailMessage =>
  checked(VoicemailMessage, {
    id: recordingId(n),
    callId: callId(n),
    from: bjorn,
    calledNumber: null,
    leftAtMs: Date.now() - n * 60_000,
    ms: speech.ms,
    peaks: speech.peaks,
    heard: false,
    cutShort: false,
    transcript: null,
    group: null,
    ...change,
  });

export function createScriptedVoicemail(now: () => Script): Router {
  const router = Router();
  addMessages(router, now);
  addChanges(router, now);
  addSettings(router, () => now().voicemail);
  addGreetings(router, () => now().voicemail);
  return router;
}

function addMessages(router: Router, now: () => Script): void {
  const box = (): ScriptedVoicemail => now().voicemail;
  const params = VoicemailParams;
  router.get(
    '/voicemail',
    route({
      query: VoicemailQuery,
      handler({ query: { show, before, limit } }) {
        const shown = box().messages.filter(({ heard }) => show === 'all' || !heard);
        const from = shown.findIndex(({ id }) => id === before) + 1;
        const messages = shown.slice(from, from + limit);
        return checked(VoicemailPage, { messages, more: from + limit < shown.length });
      },
    }),
  );
  const address = (id: RecordingId) => ({ url: `/voicemail-sound/${id}?signed=1`, expiresAtMs: Date.now() + 600_000 });
  router.post(
    '/voicemail/:id/address',
    route({ params, handler: ({ params: { id } }) => checked(SoundAddress, address(found(box(), id).id)) }),
  );
}

function found({ messages }: ScriptedVoicemail, id: RecordingId): VoicemailMessage {
  const message = messages.find((each) => each.id === id);
  if (message === undefined) throw new VaxelError('request.notFound');
  return message;
}

/** What is done to a message. */
function addChanges(router: Router, now: () => Script): void {
  const box = (): ScriptedVoicemail => now().voicemail;
  const tell = (messageId: RecordingId): void => {
    const unheard = box().messages.filter(({ heard }) => !heard).length;
    now().says({ type: 'voicemail.changed', unheard, messageId });
  };
  const params = VoicemailParams;
  router.post(
    '/voicemail/:id/heard',
    route({
      params,
      body: VoicemailHeard,
      handler({ params: { id }, body }) {
        const changed = { ...found(box(), id), ...body };
        box().messages = box().messages.map((each) => (each.id === id ? changed : each));
        tell(id);
      },
    }),
  );
  router.delete(
    '/voicemail/:id',
    route({
      params,
      handler({ params: { id } }) {
        box().deleted.set(id, found(box(), id));
        box().messages = box().messages.filter((each) => each.id !== id);
        tell(id);
      },
    }),
  );
  router.post(
    '/voicemail/:id/restore',
    route({
      params,
      handler({ params: { id } }) {
        const message = box().deleted.get(id);
        if (message === undefined) throw new VaxelError('request.notFound');
        box().messages = [...box().messages, message].toSorted((one, other) => other.leftAtMs - one.leftAtMs);
        tell(id);
      },
    }),
  );
}

/** The sounds themselves are those of messages. */
function addGreetings(router: Router, box: () => ScriptedVoicemail): void {
  const params = GreetingParams;
  const others = (saidTo: Greeting['saidTo']) => box().greetings.filter((each) => each.saidTo !== saidTo);
  const put = (saidTo: Greeting['saidTo'], soundId: SoundId): Greeting => {
    const greeting = checked(Greeting, { saidTo, soundId, ms: speech.ms, keptAtMs: Date.now() });
    box().greetings = [...others(saidTo), greeting];
    return greeting;
  };
  router.get('/me/greetings', route({ handler: () => checked(Greetings, { greetings: box().greetings }) }));
  router.put(
    '/me/greetings/:saidTo',
    route({
      params,
      handler({ params: { saidTo } }) {
        const { refusal } = box();
        if (refusal !== null) throw new VaxelError(refusal);
        return put(saidTo, randomUUID() as SoundId);
      },
    }),
  );
  router.delete(
    '/me/greetings/:saidTo',
    route({ params, handler: ({ params: { saidTo } }) => void (box().greetings = others(saidTo)) }),
  );
  router.post(
    '/me/greetings/:saidTo/restore',
    route({
      ...{ params, body: GreetingRestore },
      handler: ({ params: { saidTo }, body: { soundId } }) => void put(saidTo, soundId),
    }),
  );
  router.post(
    '/me/greetings/:saidTo/address',
    route({
      params,
      handler: () => ({ url: '/voicemail-sound/greeting?signed=1', expiresAtMs: Date.now() + 600_000 }),
    }),
  );
}

function addSettings(router: Router, box: () => ScriptedVoicemail): void {
  router.get('/me/voicemail', route({ handler: () => checked(MyVoicemailView, box().mine) }));
  router.put(
    '/me/voicemail',
    route({
      body: MyVoicemail,
      handler: ({ body }) => checked(MyVoicemailView, (box().mine = { ...box().mine, ...body })),
    }),
  );
  const policy = () => checked(VoicemailPolicyView, { ...box().policy, canTranscribe: box().canTranscribe });
  router.get('/administration/voicemail', route({ handler: policy }));
  router.put(
    '/administration/voicemail',
    route({ body: VoicemailPolicy, handler: ({ body }) => ((box().policy = body), policy()) }),
  );
}
