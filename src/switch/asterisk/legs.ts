import type { EndReason } from '../../contract/calls/end-reason';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { mostTelling } from '../causes';
import { createLegWatch, type SilenceLimits, type SocketState } from '../leg-watch';
import type { HangUpReason, PlayId, SwitchEvent } from '../port';
import type { Sound } from '../port-sounds';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { channelVariables } from './configuration';
import { reasonOfEnd, reasonOfRefusal, type ChannelEnd } from './endings';
import { createHangUps } from './hang-ups';
import { handlesOf, nextPlayback, type Handle, type Leg } from './leg';
import { createMediaPolls } from './media-polls';
import { createPlacing } from './placing';
import { createSoundPlayer, type SoundPlayerDeps } from './sound-player';
import { patiently, spyOf, surely } from './steps';
import { hearsOthers, nowhere, type Wishes } from './wishes';

export interface LegsDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly socketOf: (deviceId: DeviceId, boot: string) => SocketState;
  readonly clock: Clock;
  readonly listening: Clock;
  readonly logger: Logger;
  readonly silence: SilenceLimits;
  readonly soundsFolder: string;
  /** Where Asterisk answers ARI. */
  readonly url: string;
  readonly readTurns: SoundPlayerDeps['read'];
  /** It begins to hear others, or is about to hear something else. */
  readonly onHearing: (leg: LegId, hearsOthers: boolean) => void;
  readonly emit: (event: SwitchEvent) => void;
}

/** The legs that are up or being set up, and what Asterisk tells of their channels. */
export interface Legs {
  readonly all: ReadonlyMap<LegId, Leg>;
  add(leg: Leg): void;
  /** One more channel of a leg that is being dialled, and one less that it goes on without. */
  addBranch(leg: Leg, branch: Handle): void;
  dropBranch(leg: Leg, channel: string): void;
  ofChannel(channel: string): Leg | null;
  /** A channel that we have ended and that Asterisk may still list. */
  isEnding(channel: string): boolean;
  /** Carries out a command on a leg's channel after those before it. */
  command(leg: Leg, work: (channel: string) => Promise<unknown>): void;
  reportTransfer(leg: Leg, outcome: 'connected' | 'failed'): void;
  /** By us, without an event. */
  hangUp(leg: Leg, reason: HangUpReason): void;
  /** What we have ended is told so again where it is still listed: we may not have been heard. */
  endAgain(listed: ReadonlySet<string>): void;
  /** All of them have ended; what Asterisk still has of them when it comes back is ended then. */
  giveUp(): void;
  /** Ends all of them; resolves when Asterisk has heard it. */
  endAll(): Promise<void>;
  ring(leg: Leg): void;
  answer(leg: Leg): void;
  /** Its device is gone. */
  lose(leg: Leg): void;
  ended(leg: Leg, reason: EndReason, status?: number): void;
  rings(leg: Leg): void;
  /** Sound comes before the answer. */
  isHeardEarly(leg: Leg): void;
  /** Nothing is heard any more: another trunk is tried. */
  isSilentAgain(leg: Leg): void;
  /** A channel of the leg has been answered, by whichever side did not begin it. */
  isUp(leg: Leg, channel: string): void;
  refused(leg: Leg, channel: string, reason: EndReason, status?: number): void;
  destroyed(channel: string, end: ChannelEnd): void;
  held(leg: Leg, on: boolean): void;
  /** One that an earlier server has left belongs to a call again. */
  takeUp(leg: Leg): void;
  wish(leg: Leg, wishes: Partial<Wishes>): void;
  /** Puts its channel where it has to be. */
  settle(leg: Leg): void;
  play(leg: Leg, sounds: readonly Sound[], id: PlayId | null): void;
  played(playback: string): void;
  /** Ends what is left of a channel that is no leg. */
  sweep(channel: string, reason: HangUpReason): void;
  /** Ends a channel that its leg goes on without, after what it is being asked. */
  abandon(handle: Handle, reason: HangUpReason): void;
  stop(): void;
}

export function createLegs(deps: LegsDeps): Legs {
  const { ari, bridges, clock, listening, logger, emit } = deps;
  const all = new Map<LegId, Leg>();
  const byChannel = new Map<string, Leg>();
  const hangUps = createHangUps(deps);
  const playbacks = new Map<string, Leg>();
  const refusals = new WeakMap<Leg, EndReason[]>();
  const { hostname: host, port } = new URL(deps.url);
  const player = createSoundPlayer({
    ...{ ari, clock, host, port: Number(port || 80), read: deps.readTurns },
    join: (bridge, channel) => patiently(clock, () => bridges.join(bridge, channel)),
    isWanted: (playback) => playbacks.has(playback),
    onOver: played,
  });
  const placing = createPlacing({ ...deps, legs: all, playAgain, player });
  const polls = createMediaPolls({ ari, listening });

  function failed(leg: Leg, error: unknown): void {
    const facts = { leg: leg.id, error: error instanceof Error ? error.message : 'failed' };
    // A leg may end at any time: Asterisk not finding it is no news.
    if (error instanceof AriError) logger.debug(facts, 'Asterisk refused a command');
    else logger.warn(facts, 'a command failed');
  }

  /** @param always also when the leg has been given up meanwhile, while its channel is still there */
  function command(leg: Leg, work: (channel: string) => Promise<unknown>, always = false): void {
    const { handle } = leg;
    if (handle === null) return;
    handle.queue
      .run(async () => (leg.isOver && !always ? undefined : work(handle.id)))
      .catch((error: unknown) => failed(leg, error));
  }

  /** It is nobody's any more; false = it was so already. */
  function forget(leg: Leg): boolean {
    if (leg.isOver) return false;
    leg.isOver = true;
    all.delete(leg.id);
    for (const { id } of handlesOf(leg)) byChannel.delete(id);
    if (leg.wishes.playing !== null) {
      playbacks.delete(leg.wishes.playing.playback);
      player.drop(leg.wishes.playing.playback);
    }
    leg.release();
    for (const cancel of leg.timers) cancel();
    for (const source of leg.place.listensTo) void hangUps.end(spyOf(leg.id, source), 'hungUp');
    for (const ear of all.values()) {
      const { sources } = ear.wishes;
      if (sources.includes(leg.id)) wish(ear, { sources: sources.filter((source) => source !== leg.id) });
    }
    return true;
  }

  function leaveBridge(leg: Leg): void {
    if (leg.place.bridge !== null) bridges.left(leg.place.bridge);
  }

  function deleteChannel({ id, queue }: Handle, reason: HangUpReason): Promise<void> {
    hangUps.owe(id, reason);
    return queue.run(() => hangUps.end(id, reason));
  }

  /** What came of a transfer, as the phone that asked for it is told (RFC 3515). */
  function reportTransfer(leg: Leg, outcome: 'connected' | 'failed'): void {
    if (!leg.isTransferring) return;
    leg.isTransferring = false;
    const states = outcome === 'connected' ? 'channel_answered' : 'channel_unavailable';
    const tell = (channel: string) => ari.request('POST', `/channels/${channel}/transfer_progress`, { states });
    command(leg, (channel) => surely(clock, () => tell(channel)), true);
  }

  async function end(leg: Leg, reason: HangUpReason): Promise<void> {
    const handles = handlesOf(leg);
    reportTransfer(leg, reason === 'transferred' ? 'connected' : 'failed');
    if (!forget(leg)) return;
    await Promise.all(handles.map((handle) => deleteChannel(handle, reason)));
    leaveBridge(leg);
  }

  const hangUp = (leg: Leg, reason: HangUpReason): void => void end(leg, reason);

  function play(leg: Leg, sounds: readonly Sound[], id: PlayId | null): void {
    const playing = { id, sounds, playback: nextPlayback(leg) };
    playbacks.set(playing.playback, leg);
    leg.hasRingingTone = false;
    wish(leg, { playing });
  }

  /** The same under another name: the end of the one before may be told yet. */
  function playAgain(leg: Leg): void {
    const { playing } = leg.wishes;
    if (playing === null || leg.isOver) return;
    const again = { ...playing, playback: nextPlayback(leg) };
    playbacks.delete(playing.playback);
    playbacks.set(again.playback, leg);
    leg.wishes = { ...leg.wishes, playing: again };
  }

  function ring(leg: Leg): void {
    if (leg.state !== 'arrived' || leg.isTaking) return;
    command(leg, (channel) => surely(clock, () => ari.request('POST', `/channels/${channel}/ring`)));
    play(leg, ['ringing'], null);
    leg.hasRingingTone = true;
  }

  function answer(leg: Leg): void {
    const { handle } = leg;
    if (leg.state !== 'arrived' || handle === null) return;
    leg.state = 'answering';
    if (leg.isTaking) return queueMicrotask(() => isUp(leg, handle.id));
    const after = leg.hasRingingTone ? null : leg.wishes.playing;
    leg.hasRingingTone = false;
    command(leg, async (channel) => {
      // Asterisk answers no channel before what it plays to it has ended, and a tone never does: it is asked both now.
      const stopped = placing.take(leg);
      if (leg.place.sound === 'whatever') await stopped;
      await Promise.all([surely(clock, () => ari.request('POST', `/channels/${channel}/answer`)), stopped]);
      // Together with whom it has heard before the answer Asterisk answers it by itself: no event comes of ours.
      isUp(leg, channel);
      if (after !== null && leg.wishes.playing === null) play(leg, after.sounds, after.id);
    });
    if (leg.wishes.playing !== null) wish(leg, { playing: null });
  }

  function lose(leg: Leg): void {
    if (leg.isOver) return;
    hangUp(leg, 'lost');
    emit({ type: 'legLost', leg: leg.id });
  }

  function ended(leg: Leg, reason: EndReason, status = 0): void {
    if (!forget(leg)) return;
    leaveBridge(leg);
    emit({ type: 'legEnded', leg: leg.id, reason, ...(status === 0 ? {} : { status }) });
  }

  function watch(leg: Leg, since: 'answered' | 'takenUp'): void {
    const device = leg.handle?.device ?? null;
    const socket = () =>
      device === null ? { isOpen: true, sinceMs: 0, isSuperseded: false } : deps.socketOf(device.deviceId, device.boot);
    leg.hasSocket = () => socket().isOpen && !socket().isSuperseded;
    leg.watch = createLegWatch({
      limits: deps.silence,
      socket,
      onMedia: () => emit({ type: 'legMedia', leg: leg.id }),
      onStalled: (everHeard) =>
        emit({ type: 'legStalled', leg: leg.id, ...(everHeard ? {} : { neverHeard: true as const }) }),
      onResumed: () => emit({ type: 'legResumed', leg: leg.id }),
      onLost: () => lose(leg),
    });
    leg.watch[since](listening.nowMs());
    if (leg.isHeld) leg.watch.held(true, listening.nowMs());
    polls.watch(leg);
  }

  function isUp(leg: Leg, channel: string): void {
    if (leg.isOver || leg.state === 'up' || leg.state === 'arrived') return;
    const winner = [...leg.branches].find(({ id }) => id === channel) ?? leg.handle;
    if (winner === null) return;
    for (const other of leg.branches) {
      if (other === winner) continue;
      byChannel.delete(other.id);
      void deleteChannel(other, 'answeredElsewhere');
    }
    leg.branches.clear();
    leg.handle = winner;
    leg.state = 'up';
    emit({ type: 'legAnswered', leg: leg.id });
    watch(leg, 'answered');
    placing.settle(leg);
  }

  function dropBranch(leg: Leg, channel: string): boolean {
    const branch = [...leg.branches].find(({ id }) => id === channel);
    if (branch === undefined) return false;
    leg.branches.delete(branch);
    byChannel.delete(channel);
    return true;
  }

  function refused(leg: Leg, channel: string, reason: EndReason, status?: number): void {
    if (!dropBranch(leg, channel)) return;
    const all = [...(refusals.get(leg) ?? []), reason];
    refusals.set(leg, all);
    if (leg.branches.size > 0) return;
    ended(leg, mostTelling(all) ?? 'failed', status);
  }

  function wish(leg: Leg, wishes: Partial<Wishes>): void {
    if (leg.isOver) return;
    const before = leg.wishes;
    leg.wishes = { ...before, ...wishes };
    const hears = hearsOthers(leg);
    if (!hears) deps.onHearing(leg.id, hears);
    if (before.playing !== null && before.playing !== leg.wishes.playing) playbacks.delete(before.playing.playback);
    placing.settle(leg);
    if (hears) deps.onHearing(leg.id, hears);
    for (const id of before.sources) {
      const source = leg.wishes.sources.includes(id) ? undefined : all.get(id);
      if (source !== undefined) placing.settle(source);
    }
  }

  function played(playback: string): void {
    const leg = playbacks.get(playback);
    // That of the one before, which has the same name.
    if (leg?.place.sound === 'whatever') return;
    const playing = leg?.wishes.playing ?? null;
    playbacks.delete(playback);
    if (leg === undefined || playing?.playback !== playback) return;
    leg.place = { ...leg.place, sound: null };
    wish(leg, { playing: null });
    if (playing.id !== null) emit({ type: 'playFinished', leg: leg.id, id: playing.id });
  }

  return {
    all,
    add(leg) {
      all.set(leg.id, leg);
      for (const { id } of handlesOf(leg)) byChannel.set(id, leg);
    },
    addBranch(leg, branch) {
      leg.branches.add(branch);
      byChannel.set(branch.id, leg);
    },
    ofChannel: (channel) => byChannel.get(channel) ?? null,
    dropBranch(leg, channel) {
      if (dropBranch(leg, channel)) leaveBridge(leg);
      leg.place = nowhere;
    },
    isEnding: hangUps.isEnding,
    command,
    reportTransfer,
    hangUp,
    endAgain: hangUps.endAgain,
    giveUp() {
      for (const leg of [...all.values()]) {
        for (const { id } of handlesOf(leg)) hangUps.owe(id, 'interrupted');
        ended(leg, 'interrupted');
      }
    },
    endAll: async () => void (await Promise.all([...all.values()].map((leg) => end(leg, 'interrupted')))),
    ring,
    answer,
    lose,
    ended,
    rings(leg) {
      if (leg.isOver || leg.state !== 'dialling') return;
      leg.state = 'ringing';
      emit({ type: 'legRinging', leg: leg.id });
    },
    isHeardEarly(leg) {
      if (leg.isOver || leg.isEarly || leg.state === 'up' || leg.branches.size === 0) return;
      leg.isEarly = true;
      emit({ type: 'legHeard', leg: leg.id });
    },
    isSilentAgain(leg) {
      if (!leg.isEarly) return;
      leg.isEarly = false;
      emit({ type: 'legHeard', leg: leg.id, over: true });
    },
    isUp,
    refused,
    destroyed(channel, end) {
      hangUps.gone(channel);
      const leg = byChannel.get(channel);
      if (leg === undefined) return;
      if (leg.branches.size > 0 && leg.onRefused !== null) leg.onRefused(channel, end);
      else if (leg.branches.size > 0) refused(leg, channel, reasonOfRefusal(end));
      else ended(leg, leg.state === 'up' ? reasonOfEnd(end) : 'cancelled');
    },
    held(leg, on) {
      // One that only asks for an offer takes itself back from where it has not been.
      if (leg.isHeld === on) return;
      leg.isHeld = on;
      leg.watch?.held(on, listening.nowMs());
      emit({ type: 'legHeld', leg: leg.id, held: on });
      // For a server after us, to which the phone says nothing of it.
      const query = { variable: channelVariables.held, value: on ? 'yes' : '' };
      command(leg, (channel) => surely(clock, () => ari.request('POST', `/channels/${channel}/variable`, query)));
    },
    takeUp(leg) {
      if (leg.isOver) return;
      if (leg.state === 'ringing') emit({ type: 'legRinging', leg: leg.id });
      if (leg.state !== 'up') return;
      emit({ type: 'legAnswered', leg: leg.id });
      if (leg.watch === null) watch(leg, 'takenUp');
    },
    wish,
    settle: placing.settle,
    play,
    played,
    sweep: (channel, reason) => void hangUps.end(channel, reason),
    abandon(handle, reason) {
      if (!hangUps.isEnding(handle.id)) void deleteChannel(handle, reason);
    },
    stop() {
      hangUps.stop();
      player.stop();
    },
  };
}

/** The legs of a device, also those that it is only one of the branches of. */
export const legsOf = (legs: ReadonlyMap<LegId, Leg>, deviceId: DeviceId): readonly Leg[] =>
  [...legs.values()].filter((leg) => handlesOf(leg).some(({ device }) => device?.deviceId === deviceId));
