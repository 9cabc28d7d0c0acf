import type { Clock } from '../../ports/clock';
import { AriError, unlessGone, type Ari } from './ari';
import { application } from './configuration';
import { readRecordings, readRecordingState } from './events';
import { nameOf, readName, type RecordingFacts } from './recording-names';
import { surely } from './steps';

/** Signed samples of 16 bits, 16,000 a second, and nothing else: of use also where Asterisk dies in its middle. */
const format = 'sln16';

/** What Asterisk does for recordings: a channel that listens to the leg's words writes them to a file of its own. */
export interface Recorder {
  /** @param channel the leg's @throws AriError */
  begin(channel: string, facts: RecordingFacts): Promise<void>;
  /** Its end is told by an event, unless it has ended already. @throws AriError */
  stop(name: string): Promise<void>;
  /** It goes on. @throws AriError */
  isLive(name: string): Promise<boolean>;
  /** A leg's channel has not ended. @throws AriError */
  stands(channel: string): Promise<boolean>;
  /** The recordings of ours that lie there, those that go on among them. @throws AriError */
  names(): Promise<readonly string[]>;
  /** @throws AriError, and what `take` throws */
  read(name: string, take: (piece: Uint8Array) => Promise<void>): Promise<void>;
  /** Nothing of it is left. @throws AriError */
  remove(name: string): Promise<void>;
}

export function createRecorder({ ari, clock }: { readonly ari: Ari; readonly clock: Clock }): Recorder {
  const isThere = (path: string): Promise<boolean> =>
    ari
      .request('GET', path)
      .then(() => true)
      .catch(unlessGone)
      .then(Boolean);

  /** One that was asked for and not answered may be there: it is made once only. */
  const make = (at: string, ask: () => Promise<unknown>): Promise<void> =>
    surely(clock, () =>
      ask().catch(async (error: unknown) => {
        if (!(error instanceof AriError) || error.status === 404 || !(await isThere(at))) throw error;
      }),
    );

  return {
    async begin(channel, facts) {
      const name = nameOf(facts);
      const spy = { spy: facts.piece?.side === 'heard' ? 'out' : 'in', app: application, appArgs: 'record' };
      await make(`/channels/${name}`, () => ari.request('POST', `/channels/${channel}/snoop/${name}`, spy));
      // It counts whole seconds: what is beyond the limit is cut off.
      const limits = { maxDurationSeconds: secondsOf(facts.maxMs), maxSilenceSeconds: secondsOf(facts.silenceMs ?? 0) };
      const ask = () => ari.request('POST', `/channels/${name}/record`, { name, format, ...limits });
      await make(`/recordings/live/${name}`, ask);
    },
    stop: (name) =>
      surely(clock, async () => {
        const live = await ari.request('GET', `/recordings/live/${name}`).catch(unlessGone);
        // It would be taken back, and nobody told of it.
        if (live !== null && readRecordingState(live) === 'queued') throw new AriError(409, 'it has not begun yet');
        if (live !== null) await ari.request('POST', `/recordings/live/${name}/stop`).catch(unlessGone);
      }),
    isLive: (name) => isThere(`/recordings/live/${name}`),
    // What is asked of the channel itself is known before Asterisk has told everybody of its end.
    stands: (channel) => isThere(`/channels/${channel}/variable?variable=CHANNEL(state)`),
    names: async () =>
      readRecordings(await ari.request('GET', '/recordings/stored')).filter((name) => readName(name) !== null),
    read: (name, take) => ari.download(`/recordings/stored/${name}/file`, take),
    async remove(name) {
      for (const path of [`/channels/${name}`, `/recordings/stored/${name}`])
        await surely(clock, () => ari.request('DELETE', path).catch(unlessGone));
    },
  };
}

const secondsOf = (ms: number): number => Math.ceil(ms / 1_000);
