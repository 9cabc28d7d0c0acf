import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Worker } from 'node:worker_threads';
import { constructOutgoingResponse, type IncomingInviteRequest } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import { withDeadline } from '../../time/deadline';
import { createListeningClock } from '../../time/listening';
import { steadyClock } from '../../time/steady-clock';
import { showNoNumber, sipHeaders, sipPath } from '../../contract/devices/sip';
import type { EndReason } from '../../contract/calls/end-reason';
import { VaxelError } from '../../contract/errors';
import type { DeviceId, LegId } from '../../contract/ids';
import type { Logger } from '../../ports/logger';
import { createCallLimits, userKey, type AdmitCall } from '../../limits/call-limits';
import type { DialOptions, DialTarget, Switch, SwitchEvent, Transport } from '../port';
import { createArrivedLeg } from './arrived-leg';
import type { SipConnection } from './connection';
import { createCrossings } from './crossings';
import { createDialogRegister } from './dialog-register';
import { createDialledLeg } from './dialled-leg';
import { createEndpoint, type Endpoint } from './endpoint';
import { judgeInvite } from './invite-rules';
import type { Leg, LegDeps } from './leg';
import { silenceLimits, type SilenceLimits } from '../leg-watch';
import { createReadFiled } from '../filed-turns';
import { createWaitingNotices } from '../waiting-messages';
import type { MediaOptions } from './media-session';
import { createMixing } from './mixing/mixing';
import { loadSounds, type Sounds } from '../opus-frames';
import { probeTimes, type ProbeTimes } from './probed-device';
import { createProber } from './prober';
import { createRegistrar } from './registrar';
import type { Registration } from './registrations';
import { createRecordings } from './recordings';
import type { ReadResult } from './sip-messages';
import { createTicker } from './ticker';
import { createSipSockets } from './sockets';
import { createTraffic, sipRates, type SipRates } from './traffic';

export interface EmbeddedSwitchOptions extends MediaOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** The longest registration, given when a device asks for more or says nothing. */
  readonly registrationSeconds?: number;
  /** Shorter registrations are refused with 423. */
  readonly minRegistrationSeconds?: number;
  /** Session timer that we ask for, and the shortest that we take (RFC 4028). */
  readonly sessionSeconds?: number;
  readonly minSessionSeconds?: number;
  /** How long a leg that is up may be silent on the wire, as far as it shall differ from the usual. */
  readonly silence?: Partial<SilenceLimits>;
  /** How registered devices are asked for signs of life, as far as it shall differ from the usual. */
  readonly probes?: Partial<ProbeTimes>;
  /** The client's address, as the limits count it; the socket's unless there is a proxy in front. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** How much may come in, as far as it shall differ from the usual. */
  readonly rates?: Partial<SipRates>;
  /** Shared with whatever else lets people call; absent = its own, with the usual limits. */
  readonly admitCall?: AdmitCall;
  /**
   * Whether an outside number (E.164) is a user's of any organisation here: a leg towards it arrives at this switch.
   * Absent = none is.
   */
  readonly isOurs?: (number: string) => boolean;
  /** Where the sound files are; the ones beside this file unless the server is bundled. */
  readonly soundsDirectory?: URL;
  /** Where recordings go, absolute; absent = nothing can be recorded. */
  readonly recordingsFolder?: string;
  /** Starts the thread of the mixer (mixing/worker.ts, built); absent = nobody hears several. */
  readonly startMixer?: () => Worker;
}

export type EmbeddedSwitch = Switch & { readonly transport: Extract<Transport, { kind: 'path' }> };

/** Short beside the 300 ms after which a leg without a socket counts as silent. */
const mediaCheckMs = 100;
const stopLimitMs = 1000;

/**
 * A telephone switch inside the server: sip.js user agents over the devices' WebSockets, libdatachannel for media.
 * Nothing happens before `start()`; `stop()` gives back every socket, timer and peer connection.
 */
export function createEmbeddedSwitch(options: EmbeddedSwitchOptions): EmbeddedSwitch {
  const { clock, logger } = options;
  const listening = createListeningClock(clock);
  const listeners = new Set<(event: SwitchEvent) => void>();
  const legs = new Map<LegId, Leg>();
  /** What the arrived legs count for in the limits. */
  const releases = new Map<LegId, () => void>();
  const endpoints = new Set<Endpoint>();
  const endpointOfDevice = new Map<DeviceId, Endpoint>();
  const endpointOfConnection = new Map<SipConnection, Endpoint>();
  const ticker = createTicker(clock);
  const dialogs = createDialogRegister();
  const crossings = createCrossings();
  const silence = { ...silenceLimits, ...options.silence };
  const sessionTimer = { sessionSeconds: options.sessionSeconds ?? 1800, minSeconds: options.minSessionSeconds ?? 90 };
  let sounds: Sounds | null = null;
  let cancelMediaCheck: (() => void) | null = null;

  const emit = (event: SwitchEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const folder = options.recordingsFolder ?? null;
  const recordings = createRecordings({ listening, steady: steadyClock, logger, folder, emit });
  const { startMixer } = options;
  const mixing = startMixer === undefined ? null : createMixing({ startWorker: startMixer, clock, logger });
  const readFiled = createReadFiled(folder, logger);
  const registrar = createRegistrar({
    clock,
    listening,
    registrationSeconds: options.registrationSeconds ?? 600,
    minRegistrationSeconds: options.minRegistrationSeconds ?? 30,
    events: {
      onRegistered,
      onUnregistered({ device: { deviceId } }) {
        if (prober.forget(deviceId)) emit({ type: 'deviceUnreachable', deviceId });
      },
    },
  });
  const prober = createProber({
    listening,
    times: { ...probeTimes, ...options.probes },
    onReachable: ({ device: { deviceId }, userAgent }) => emit({ type: 'deviceReachable', deviceId, userAgent }),
    onUnreachable: ({ device: { deviceId } }) => emit({ type: 'deviceUnreachable', deviceId }),
  });
  const messages = createWaitingNotices(listening, (deviceId, waiting) =>
    endpointOfDevice.get(deviceId)?.tellMessages(waiting),
  );
  const takeMessage = createTraffic(clock, { ...sipRates, ...options.rates });
  const admitCall = options.admitCall ?? createCallLimits(clock);
  const sockets = createSipSockets({
    clock,
    listening,
    logger,
    addressOf: options.addressOf ?? ((request) => request.socket.remoteAddress ?? ''),
    onText: prober.heard,
    take(connection, goOn) {
      const device = registrar.ofConnection(connection)?.device;
      return takeMessage(
        { connection: connection.id, address: connection.address, user: device === undefined ? null : userKey(device) },
        goOn,
      );
    },
    onMessage,
    onClosed,
  });

  function onRegistered(registration: Registration, isNew: boolean): void {
    const { device, connection, boot, userAgent } = registration;
    sockets.registered(connection, userKey(device));
    prober.watch(registration);
    const before = endpointOfDevice.get(device.deviceId);
    if (before?.boot === boot) {
      reattach(before, registration);
    } else {
      // Another run of the device's program: what its predecessor had is gone with it, unless that one still lives.
      before?.supersede();
      const endpoint = createEndpoint({
        listening,
        logger,
        registration,
        keepMs: silence.lostMs,
        onInvite,
        messages: () => messages.of(device.deviceId),
        onGone: forgetEndpoint,
      });
      endpoints.add(endpoint);
      endpointOfDevice.set(device.deviceId, endpoint);
      endpointOfConnection.set(connection, endpoint);
    }
    if (isNew) emit({ type: 'deviceReachable', deviceId: device.deviceId, userAgent });
    if (isNew) messages.again(device.deviceId);
  }

  function reattach(endpoint: Endpoint, registration: Registration): void {
    endpoint.attach(registration);
    for (const [old, owner] of endpointOfConnection) {
      if (owner !== endpoint || old === registration.connection) continue;
      endpointOfConnection.delete(old);
      old.close(1000, 'registered anew');
    }
    endpointOfConnection.set(registration.connection, endpoint);
  }

  function forgetEndpoint(endpoint: Endpoint): void {
    endpoints.delete(endpoint);
    if (endpointOfDevice.get(endpoint.device.deviceId) === endpoint) endpointOfDevice.delete(endpoint.device.deviceId);
    for (const [connection, owner] of endpointOfConnection)
      if (owner === endpoint) endpointOfConnection.delete(connection);
  }

  function onMessage(connection: SipConnection, message: Exclude<ReadResult, { kind: 'malformed' }>): void {
    if (message.kind === 'request' && message.message.method === 'REGISTER')
      return registrar.register(message.message, connection);
    const endpoint = endpointOfConnection.get(connection);
    if (endpoint !== undefined) return endpoint.receive(message);
    if (message.kind === 'request' && message.message.method !== 'ACK')
      connection.send(constructOutgoingResponse(message.message, { statusCode: 403 }).message);
  }

  function onClosed(connection: SipConnection, code: number): void {
    const endpoint = endpointOfConnection.get(connection);
    endpointOfConnection.delete(connection);
    registrar.forget(connection);
    endpoint?.detach(connection, code);
  }

  function onInvite(endpoint: Endpoint, request: IncomingInviteRequest): void {
    const registration = registrar.ofDevice(endpoint.device.deviceId);
    const own =
      registration !== null && endpointOfConnection.get(registration.connection) === endpoint ? registration : null;
    const judgement = judgeInvite(request.message, own, sessionTimer, dialogs);
    if (judgement.kind === 'refused')
      return void request.reject({ statusCode: judgement.status, extraHeaders: [...judgement.headers] });
    const { device, dialled, remote, timer, withheld, replaces } = judgement;
    const release = admitCall(device, dialled);
    if (release === null) return void request.reject({ statusCode: 503, extraHeaders: ['Retry-After: 5'] });
    const id = randomUUID() as LegId;
    releases.set(id, release);
    try {
      legs.set(id, createArrivedLeg(legDeps(), { id, endpoint, request, remote, timer }));
    } catch (error) {
      onGone(id);
      throw error;
    }
    const { side, deviceId } = device;
    const isInside = side.kind === 'inside';
    const from = isInside
      ? ({ kind: 'device', deviceId } as const)
      : ({ kind: 'outside', number: withheld ? null : side.number } as const);
    // The outside world names no calls of ours.
    const callId = isInside ? (request.message.getHeader(sipHeaders.call) ?? null) : null;
    emit({
      type: 'legArrived',
      leg: id,
      from,
      dialled,
      callId,
      show: withheld ? showNoNumber : (request.message.getHeader(sipHeaders.show) ?? null),
      replaces,
    });
  }

  function legDeps(): LegDeps {
    if (sounds === null) throw new TypeError('the switch is not started');
    return {
      clock,
      listening,
      heardMs: prober.heardMs,
      logger,
      ticker,
      sounds,
      readFiled,
      mixing,
      media: options,
      sessionTimer,
      silence,
      dialogs,
      emit,
      onGone,
    };
  }

  function onGone(id: LegId): void {
    recordings.legEnded(id);
    legs.delete(id);
    releases.get(id)?.();
    releases.delete(id);
  }

  function hear(id: LegId, from: readonly LegId[]): void {
    const leg = legs.get(id);
    const sources = from.flatMap((each) => legs.get(each) ?? []);
    // Without the capability `mixing` nobody may ask for it.
    if (leg === undefined || (mixing === null && sources.length > 1)) return;
    leg.audio.listenTo(sources.map(({ audio }) => audio));
    for (const source of sources) crossings.endIfEndless(leg, source);
  }

  const isConnected = (deviceId: DeviceId): boolean => registrar.ofDevice(deviceId) !== null;

  function dial(id: LegId, target: DialTarget, caller: DialOptions): void {
    if (target.kind === 'outside' && options.isOurs?.(target.number) === true) return cross(id, target.number, caller);
    const devices =
      target.kind === 'device' ? [registrar.enrolment(target.deviceId)] : registrar.outside(target.number);
    const connected = devices.flatMap((device) =>
      device !== null && isConnected(device.deviceId) ? (endpointOfDevice.get(device.deviceId) ?? []) : [],
    );
    const reachable = connected.filter(({ device }) => prober.isReachable(device.deviceId));
    // A silent one may only be slow: where there is no other, it is tried.
    const endpoints = reachable.length > 0 ? reachable : connected;
    if (endpoints.length > 0) return void legs.set(id, createDialledLeg(legDeps(), { id, endpoints, caller }));
    notDialled(id, target.kind === 'outside' && devices.length === 0 ? 'unknownNumber' : 'unreachable');
  }

  function notDialled(leg: LegId, reason: EndReason): void {
    queueMicrotask(() => emit({ type: 'legEnded', leg, reason }));
  }

  /** Out of one call and in again as another, as if by way of the telephone network. */
  function cross(id: LegId, dialled: string, caller: DialOptions): void {
    const leg = randomUUID() as LegId;
    const crossing = crossings.begin(legDeps(), { dialled: id, arrived: leg }, caller.callId);
    if (crossing === null) return notDialled(id, 'unreachable');
    const { callId, pair, end } = crossing;
    legs.set(id, pair.dialled).set(leg, pair.arrived);
    releases.set(leg, end);
    const from = { kind: 'outside', number: caller.callerNumber } as const;
    queueMicrotask(() => emit({ type: 'legArrived', leg, from, dialled, callId, show: null, replaces: null }));
  }

  function checkMedia(): void {
    for (const leg of [...legs.values()]) leg.checkMedia();
    cancelMediaCheck = listening.after(mediaCheckMs, checkMedia);
  }

  return {
    name: 'embedded',
    capabilities: {
      withoutCandidates: true,
      mixing: mixing !== null,
      whisper: mixing !== null,
      recording: options.recordingsFolder !== undefined,
      playsRecordings: options.recordingsFolder !== undefined,
      earlyMedia: true,
      trunks: false,
      keepsLegs: false,
      messagesUnasked: false,
    },
    phones: null,
    transport: { kind: 'path', path: sipPath, upgrade: sockets.handleUpgrade },
    async start() {
      sounds = await loadSounds(options.soundsDirectory ?? new URL('sounds/', import.meta.url));
      checkMedia();
      prober.start();
    },
    async stop() {
      cancelMediaCheck?.();
      sounds = null;
      for (const leg of [...legs.values()]) leg.hangUp('interrupted');
      await withDeadline(clock, stopLimitMs, recordings.endAll(), undefined);
      await sockets.stop(stopLimitMs);
      for (const endpoint of [...endpoints]) endpoint.dispose();
      registrar.stop();
      messages.stop();
      prober.stop();
      ticker.stop();
      await mixing?.stop();
      listeners.clear();
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    legs: () => Promise.resolve([...legs.keys()]),
    // No leg outlives this process.
    takeUp: () => undefined,
    async enrol(device) {
      if (sounds === null) throw new VaxelError('server.unavailable', 'the switch is not running');
      return { nonce: registrar.enrol(device) };
    },
    trunks: () => Promise.reject(new VaxelError('trunks.notHere')),
    revoke(deviceId) {
      const registration = registrar.revoke(deviceId);
      messages.forget(deviceId);
      const own = [...endpoints].filter(({ device }) => device.deviceId === deviceId);
      for (const endpoint of own) {
        endpoint.lose();
        for (const [connection, owner] of endpointOfConnection)
          if (owner === endpoint) connection.close(1008, 'revoked');
      }
      registration?.connection.close(1008, 'revoked');
    },
    probe: prober.probe,
    isConnected,
    dial,
    ring: (id) => legs.get(id)?.ring(),
    answer: (id) => legs.get(id)?.answer(),
    hangUp: (id, reason) => legs.get(id)?.hangUp(reason),
    hear,
    music: (id, on) => legs.get(id)?.audio.music(on),
    mute: (id, on) => legs.get(id)?.audio.mute(on),
    play: (id, sounds, playId) => legs.get(id)?.play(sounds, playId),
    stopPlaying: (id) => legs.get(id)?.audio.stopPlaying(),
    reportTransfer: (id, outcome) => legs.get(id)?.reportTransfer(outcome),
    record: (id, recording, limits) => recordings.begin(id, legs.get(id)?.audio ?? null, recording, limits),
    pauseRecording: recordings.pause,
    stopRecording: recordings.stop,
    sendDigits: (id, digits) => legs.get(id)?.audio.sendDigits(digits),
    messages: messages.show,
  };
}
