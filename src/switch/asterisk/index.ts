import type { DeviceId, LegId } from '../../contract/ids';
import { createCallLimits, type AdmitCall } from '../../limits/call-limits';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { withDeadline } from '../../time/deadline';
import { createListeningClock } from '../../time/listening';
import { silenceLimits, type SilenceLimits } from '../leg-watch';
import type { PlainPhone, PlainPhones, Switch, SwitchEvent, Transport } from '../port';
import { createReadFiled, readTurns } from '../filed-turns';
import { createAbsence } from './absence';
import { createAri } from './ari';
import { createArriving } from './arriving';
import { createBridges } from './bridges';
import { application, realm } from './configuration';
import { isPlain, usualDeviceSettings, type DeviceSettings } from './device-objects';
import { createDeviceStore } from './device-store';
import { createDevices } from './devices';
import { createDial } from './dialling';
import type { AriEvent, Channel } from './events';
import { createHearing } from './hearing';
import { createLamps } from './lamps';
import { handlesOf, leaveAll, type Leg } from './leg';
import { createLegs, legsOf } from './legs';
import { createManager } from './manager';
import { createMessages } from './messages';
import { askOperator } from './operator-question';
import { createRecorder } from './recorder';
import { hearsOthers } from './wishes';
import { createKeepRecording } from './recording-file';
import { createReadOwn } from './own-sounds';
import { createCallRecordings } from './call-recordings';
import { createRecordings } from './recordings';
import { createRecovery } from './recovery';
import { createRegistrations } from './registrations';
import { createTransfers } from './transfers';
import { trunkPrefix } from './trunk-objects';
import { createTrunkStore } from './trunk-store';
import { createTrunks } from './trunks';
import { createWatching } from './watching';

export interface AsteriskSwitchOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where Asterisk answers ARI, `http://host:port`, and who asks. */
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  /** Where browsers register, `wss://…/ws`. */
  readonly webSocketUrl: string;
  /** Folder of the sounds (scripts/asterisk-sounds.mjs) as Asterisk sees it. */
  readonly soundsFolder: string;
  /** The same sounds as frames on this machine, for those that are heard together with ones of files. */
  readonly framesDirectory?: URL;
  /** Where recordings go on this machine, absolute; absent = nothing can be recorded. */
  readonly recordingsFolder?: string;
  /** Where plain SIP phones register, as they are told; absent = they are not served. */
  readonly phones?: Pick<PlainPhones, 'host' | 'ports'>;
  readonly device?: Partial<DeviceSettings>;
  readonly silence?: Partial<SilenceLimits>;
  /** It runs on when we end; default: it does not, and its calls end with us. */
  readonly keepsLegs?: boolean;
  /** Shared with whatever else lets people call; absent = its own, with the usual limits. */
  readonly admitCall?: AdmitCall;
}

export type AsteriskSwitch = Switch & { readonly transport: Extract<Transport, { kind: 'address' }> };

/** Shorter than the shortest key and pause (ETSI ES 201 235-3: 40 ms each). */
const sameKeyMs = 75;

/**
 * A telephone switch that is an Asterisk 22: every call is in one Stasis application, and who hears whom is a question
 * of bridges. Asterisk does what it is told, and knows no users and no rules. Nothing happens before `start()`, which
 * does not wait for an Asterisk that is away.
 */
export function createAsteriskSwitch(options: AsteriskSwitchOptions): AsteriskSwitch {
  const { clock, logger, keepsLegs = false } = options;
  const listening = createListeningClock(clock);
  const listeners = new Set<(event: SwitchEvent) => void>();
  const settings = { ...usualDeviceSettings, ...options.device };
  const admitCall = options.admitCall ?? createCallLimits(clock);
  const ari = createAri({
    ...options.ari,
    application,
    clock,
    listening,
    logger,
    onEvent,
    onUp,
    onDown: () => absence.begins(),
  });
  const hearing = createHearing({ ari, clock, listening });
  const bridges = createBridges(ari);
  const readFiled = createReadFiled(options.recordingsFolder ?? null, logger);
  const readOwn = createReadOwn(options.framesDirectory ?? new URL('../embedded/sounds/', import.meta.url));
  let started: () => void = () => undefined;

  const emit = (event: SwitchEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const askManager = createManager(options.ari);
  const lamps = createLamps({ ari, watching: createWatching(askManager), clock, logger });
  const devices = createDevices({
    store: createDeviceStore(ari, settings, lamps),
    clock,
    listening,
    logger,
    settings,
    emit(event) {
      emit(event);
      if (event.type === 'deviceReachable') messages.again(event.deviceId);
    },
    onGone,
    onAnotherRun,
  });
  const messages = createMessages({ devices, askManager, clock, logger });
  const legs = createLegs({
    ari,
    bridges,
    socketOf: devices.socketOf,
    clock,
    listening,
    logger,
    emit,
    soundsFolder: options.soundsFolder,
    url: options.ari.url,
    readTurns: (sounds) => readTurns(sounds, readFiled, readOwn),
    onHearing: (leg, hears) => callRecordings.hearingChanged(leg, hears),
    silence: { ...silenceLimits, ...options.silence },
  });
  const trunks = createTrunks({
    store: createTrunkStore(ari, settings),
    createRegistrations: (onTold) => createRegistrations({ askManager, clock, onTold }),
    askOperator: (trunk, signal) => askOperator(trunk, { listening, signal }),
    clock,
    logger,
    emit,
  });
  const recordings = createRecordings({
    recorder: createRecorder({ ari, clock }),
    keep: createKeepRecording(options.recordingsFolder ?? null),
    legs: legs.all,
    isUp: ari.isUp,
    clock,
    logger,
    emit,
    onPiece: (piece, isKept) => callRecordings.ended(piece, isKept),
    onPieceFound: (piece) => callRecordings.found(piece),
  });
  const callRecordings = createCallRecordings({
    ...{ pieces: recordings, folder: options.recordingsFolder ?? null, clock, logger, emit },
    hearsOthers(id) {
      const leg = legs.all.get(id);
      return leg === undefined ? null : hearsOthers(leg);
    },
  });
  const deps = { ari, bridges, devices, trunks, legs, recordings, listening, clock, admitCall, emit };
  const recovery = createRecovery({ ...deps, hearing, lamps });
  const absence = createAbsence({ url: options.ari.url, listening, onGone: recovery.giveUp });
  const arrive = createArriving(deps);
  const onTransfer = createTransfers(deps);

  /** What is not answered cannot wait for its device to come back. */
  function onGone(deviceId: DeviceId, boot: string): void {
    for (const leg of legsOf(legs.all, deviceId)) {
      if (leg.state === 'up') continue;
      const own = handlesOf(leg).filter(({ device }) => device?.deviceId === deviceId && device.boot === boot);
      if (own.length === handlesOf(leg).length) legs.lose(leg);
      else for (const { id } of own) legs.refused(leg, id, 'unreachable');
    }
  }

  function onAnotherRun(deviceId: DeviceId, boot: string): void {
    for (const leg of legsOf(legs.all, deviceId)) {
      const own = leg.handle?.device ?? null;
      if (own !== null && own.boot !== boot && !devices.socketOf(deviceId, own.boot).isOpen) legs.lose(leg);
    }
  }

  function onEvent(event: AriEvent): void {
    switch (event.type) {
      case 'ContactStatusChange':
        return onContact(event.endpoint.resource, event.contact_info.uri, event.contact_info.contact_status);
      case 'Dial':
        return onDial(event.peer.id, event.dialstatus);
      case 'ChannelUserevent':
        return hearing.heard(event.eventname);
      case 'PlaybackFinished':
        return legs.played(event.playback.id);
      case 'RecordingFinished':
      case 'RecordingFailed':
        return recordings.told(event.recording.name);
      case 'ChannelTransfer':
        return onTransfer(event);
      case 'StasisStart':
        return arrive(event.channel, event.args, event.replace_channel ?? null);
      case 'ChannelDestroyed':
        return legs.destroyed(event.channel.id, { cause: event.cause, status: event.tech_cause });
      default: {
        const leg = legs.ofChannel(event.channel.id);
        if (leg !== null) onLegEvent(leg, event);
      }
    }
  }

  function onContact(name: string, uri: string, status: string): void {
    if (name.startsWith(trunkPrefix)) trunks.told(name, status);
    else devices.told(name, uri, status);
  }

  /** The network has something to say before somebody answers. */
  function onDial(channel: string, status: string): void {
    const leg = legs.ofChannel(channel);
    if (leg !== null && status === 'PROGRESS') legs.isHeardEarly(leg);
  }

  function onLegEvent(leg: Leg, event: Extract<AriEvent, { channel: Channel }>): void {
    switch (event.type) {
      case 'ChannelStateChange':
        if (event.channel.state === 'Ringing') legs.rings(leg);
        if (event.channel.state === 'Up') legs.isUp(leg, event.channel.id);
        return;
      case 'ChannelDtmfReceived':
        return onDigit(leg, event.digit.toUpperCase());
      case 'ChannelHold':
      case 'ChannelUnhold':
        return legs.held(leg, event.type === 'ChannelHold');
      default:
    }
  }

  /** Who hears the leg in a bridge of both hears its keys there; who listens by a channel between is sent them. */
  function onDigit(leg: Leg, digit: string): void {
    const { lastDigit } = leg;
    leg.lastDigit = { digit, atMs: clock.nowMs() };
    // A channel that leaves a bridge within a key is told to have ended it once more. Nobody presses so fast.
    if (lastDigit?.digit === digit && clock.nowMs() - lastDigit.atMs < sameKeyMs) return;
    emit({ type: 'digit', leg: leg.id, digit });
    for (const ear of legs.all.values()) if (ear.place.listensTo.includes(leg.id)) sendDigits(ear, digit);
  }

  function sendDigits(leg: Leg, digits: string): void {
    const query = { dtmf: digits, duration: 100, between: 80 };
    legs.command(leg, (channel) => ari.request('POST', `/channels/${channel}/dtmf`, query));
  }

  function onUp(): void {
    absence.pauses();
    const recovered = (): void => {
      absence.ends();
      started();
    };
    recovery.recover().then(recovered, (error: unknown) => {
      logger.warn({ error: error instanceof Error ? error.message : 'failed' }, 'Asterisk could not be taken over');
      ari.reconnect();
    });
  }

  async function enrolPhone(phone: PlainPhone): Promise<void> {
    const before = devices.find(phone.deviceId);
    await devices.enrol(phone);
    if (before === null || !isPlain(before) || before.digest === phone.digest) return;
    // Whoever has the secret of before sees nothing more.
    await lamps.close(phone.username);
    await lamps.open(phone);
  }

  /** Legs stay or end, and what was said in those that have ended is kept. */
  async function leave(): Promise<void> {
    if (keepsLegs) await leaveAll([...legs.all.values()]);
    else await Promise.all([callRecordings.endAll(), legs.endAll().then(recordings.drained)]);
    await recordings.fetched();
  }

  const withLeg = (id: LegId, work: (leg: Leg) => void): void => {
    const leg = legs.all.get(id);
    if (leg !== undefined) work(leg);
  };

  return {
    name: 'asterisk',
    capabilities: {
      withoutCandidates: false,
      mixing: true,
      whisper: true,
      recording: options.recordingsFolder !== undefined,
      playsRecordings: options.recordingsFolder !== undefined,
      earlyMedia: true,
      trunks: true,
      keepsLegs,
      messagesUnasked: true,
    },
    transport: { kind: 'address', url: options.webSocketUrl },
    start() {
      ari.start();
      callRecordings.start();
      return new Promise<void>((resolve) => {
        const cancel = clock.after(startLimitMs, resolve);
        started = () => {
          cancel();
          resolve();
        };
      });
    },
    async stop() {
      absence.ends();
      recovery.stop();
      await withDeadline(clock, stopLimitMs, leave(), undefined);
      legs.stop();
      recordings.stop();
      callRecordings.close();
      hearing.stop();
      devices.stop();
      trunks.stop();
      lamps.stop();
      messages.stop();
      ari.stop();
      listeners.clear();
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    legs: recovery.legs,
    takeUp(id) {
      withLeg(id, legs.takeUp);
      recordings.takeUp(id);
    },
    async enrol(device) {
      await devices.enrol(device);
      return { nonce: null };
    },
    phones: options.phones === undefined ? null : { ...options.phones, realm, enrol: enrolPhone, showLine: lamps.show },
    revoke(deviceId) {
      const own = legsOf(legs.all, deviceId);
      devices.revoke(deviceId);
      messages.forget(deviceId);
      for (const leg of own) legs.lose(leg);
    },
    probe: devices.probe,
    isConnected: (deviceId) => devices.contactOf(deviceId) !== null,
    trunks: trunks.set,
    dial: createDial(deps),
    ring: (id) => withLeg(id, legs.ring),
    answer: (id) => withLeg(id, legs.answer),
    hangUp: (id, reason) => withLeg(id, (leg) => legs.hangUp(leg, reason)),
    hear: (id, from) =>
      withLeg(id, (leg) => {
        const sources = [...new Set(from)].filter((each) => legs.all.has(each));
        // Nobody hears anything before it is said that something comes.
        if (leg.state === 'arrived' && sources.some((source) => legs.all.get(source)?.isEarly === true))
          legs.command(leg, (channel) => ari.request('POST', `/channels/${channel}/progress`));
        legs.wish(leg, sources.length === 0 ? { sources } : { sources, music: false, playing: null });
      }),
    music: (id, music) => withLeg(id, (leg) => legs.wish(leg, { music })),
    mute: (id, muted) => withLeg(id, (leg) => legs.wish(leg, { muted })),
    play: (id, sounds, playId) => withLeg(id, (leg) => legs.play(leg, sounds, playId)),
    stopPlaying: (id) => withLeg(id, (leg) => legs.wish(leg, { playing: null })),
    reportTransfer: (id, outcome) => withLeg(id, (leg) => legs.reportTransfer(leg, outcome)),
    record(leg, recording, { maxMs, silenceMs, both }) {
      if (both) callRecordings.record(leg, recording, { maxMs, silenceMs });
      else recordings.record({ leg, recording, maxMs, silenceMs });
    },
    pauseRecording: callRecordings.pause,
    stopRecording(leg, recording) {
      callRecordings.stop(leg, recording);
      recordings.stopRecording(leg, recording);
    },
    sendDigits: (id, digits) => withLeg(id, (leg) => sendDigits(leg, digits)),
    messages: messages.show,
  };
}

/** An Asterisk that is away at the start comes later. */
const startLimitMs = 3_000;
const stopLimitMs = 1_000;
