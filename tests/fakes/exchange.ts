import type { DialledCode } from '../../src/calls/arrival';
import type { CallChange } from '../../src/calls/call-change';
import type { CallStore } from '../../src/calls/call-store';
import type { LineGroup, LineUser } from '../../src/lines/line-user';
import type { Lines } from '../../src/lines/lines';
import type { Directory } from '../../src/calls/directory';
import type { Routing } from '../../src/calls/incoming-facts';
import type { HelpCallMade } from '../../src/calls/help-alerts';
import type { HelpCallStore } from '../../src/calls/help-calls';
import { nothingKnown } from '../../src/calls/knowledge';
import type { Knowledge } from '../../src/calls/knowledge';
import { stateOfCalls } from '../../src/calls/line-state';
import { createCallService, type CallServiceDeps } from '../../src/calls/service';
import type { OutsideDayStore } from '../../src/calls/outside-day';
import type { KeptRefused } from '../../src/calls/refused-calls';
import type { StandingOf } from '../../src/calls/standing';
import { VaxelError } from '../../src/contract/errors';
import type { DeviceKind } from '../../src/contract/devices/devices';
import type { CallId, ContactId, DeviceId, LegId, OrganisationId, UserId } from '../../src/contract/ids';
import type { ServerEvent } from '../../src/contract/realtime';
import { showReachable } from '../../src/devices/show-reachable';
import { createDeviceRegistry } from '../../src/devices/registry';
import type { Principal } from '../../src/ports/principal';
import { groupTarget, userTarget } from '../../src/lines/target';
import type { LineTarget } from '../../src/lines/target';
import { createLineStates } from '../../src/lines/line-states';
import type { Publisher } from '../../src/ports/publisher';
import { createNumbersToShow } from '../../src/settings/number-to-show';
import type { StoredNumbers } from '../../src/settings/stored-numbers';
import { createCallLimits } from '../../src/limits/call-limits';
import type { AdmitCall } from '../../src/limits/call-limits';
import type { ArrivedLeg } from '../../src/switch/port';
import { createFakeClock } from './clock';
import { createFakeMailboxes } from './mailboxes';
import { createLosableOwnership } from './ownership';
import { createRecordingSwitch } from './recording-switch';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export const fjallbo = '00000000-0000-4000-8000-00000000000f' as OrganisationId;
export const sjobris = '00000000-0000-4000-8000-000000000005' as OrganisationId;

const person = (
  n: number,
  organisationId: OrganisationId,
  displayName: string,
  extension: string,
  numbers: string[],
): LineUser => ({
  userId: `00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}` as UserId,
  contactId: `00000000-0000-4000-8000-0000000002${String(n).padStart(2, '0')}` as ContactId,
  organisationId,
  displayName,
  extension,
  numbers,
  mobile: `+4670123450${n}`,
});

export const anna = person(1, fjallbo, 'Anna Lind', '1001', ['+46851920011', '+46851920091']);
export const bjorn = person(2, fjallbo, 'Björn Åkesson', '1002', ['+46851920012']);
export const cecilia = person(3, fjallbo, 'Cecilia Ek', '1003', ['+46851920013']);
export const olga = person(4, sjobris, 'Olga Berg', '2001', ['+46317001001']);
const people = [anna, bjorn, cecilia, olga];

export const deviceOf = (user: LineUser, n = 1): DeviceId =>
  user.userId.replace('-0000000001', `-00000009${n}0`) as DeviceId;
export const asPrincipal = (user: LineUser): Principal => ({
  organisationId: user.organisationId,
  userId: user.userId,
  roles: ['user'],
  expiresAtMs: 0,
});

function targetOf(test: (user: LineUser) => boolean): LineTarget | undefined {
  const user = people.find(test);
  return user && userTarget(user);
}

const place = (id: OrganisationId) => ({
  id,
  domain: id === fjallbo ? 'fjallbo.vaxel' : 'sjobris.vaxel',
  country: 'SE',
  language: 'sv',
  timeZone: 'Europe/Stockholm',
});

const usualLines: Lines = {
  load: () => Promise.resolve(),
  apply: () => Promise.resolve(),
  onGone: () => undefined,
  onCame: () => undefined,
  onExtension: () => undefined,
  organisation: (id) => place(id),
  group: () => undefined,
  groupsOf: () => [],
  user: (id) => people.find((user) => user.userId === id),
  byExtension: (organisationId, extension) =>
    targetOf((user) => user.organisationId === organisationId && user.extension === extension),
  extensionLengths: () => [4],
  byNumber: (number) => targetOf((user) => user.numbers.includes(number)),
};

/** The call service with everything around it replaced by what a test can steer: time, switch, database. */
export function createExchange(
  options: {
    open?: CallChange['call'][];
    shows?: readonly (readonly [UserId, string])[];
    admitCall?: AdmitCall;
    codes?: DialledCode[];
    helpCalls?: HelpCallStore;
    outsideDays?: OutsideDayStore;
    /** Of the organisations; Sweden where nothing is said. */
    country?: string;
    /** Somebody's extension besides those that people have. */
    extension?: string;
    /** An answer group, with the extension 1901. */
    group?: LineGroup;
    onQueueEvent?: CallServiceDeps['onQueueEvent'];
    onCallsChanged?: (userId: UserId) => void;
  } = {},
) {
  const lines: Lines = {
    ...usualLines,
    organisation: (id) => ({ ...place(id), country: options.country ?? 'SE' }),
    group: (id) => (options.group?.groupId === id ? options.group : undefined),
    byExtension: (organisationId, extension) =>
      extension === options.extension
        ? userTarget(bjorn)
        : options.group?.extension === extension
          ? groupTarget(options.group)
          : usualLines.byExtension(organisationId, extension),
  };
  const clock = createFakeClock();
  const recording = createRecordingSwitch();
  const ownership = createLosableOwnership();
  const devices = createDeviceRegistry(ownership);
  const stored: CallChange[] = [];
  const events: { userId: UserId; event: ServerEvent }[] = [];
  const lineChanges: string[] = [];
  /** `busy`: nothing is stored before it resolves; `refuses`: a fault of ours, which no waiting mends. */
  const database: { away: boolean; busy: Promise<void> | null; refuses: boolean } = {
    away: false,
    busy: null,
    refuses: false,
  };
  const store: CallStore = {
    save(change) {
      if (database.away) return Promise.reject(new VaxelError('server.unavailable'));
      if (database.refuses) return Promise.reject(new Error('invalid input'));
      if (database.busy) return database.busy.then(() => void stored.push(change));
      stored.push(change);
      return Promise.resolve();
    },
    isCallIdTaken: (callId) => Promise.resolve(stored.some(({ call }) => call.id === callId)),
    loadOpen: () => Promise.resolve(options.open ?? []),
  };
  const directory: Directory = {
    contactByNumber: (_organisation, number) =>
      Promise.resolve(
        number === '+46920123400' ? { contactId: 'norrback' as ContactId, name: 'Norrbäck Bygg AB' } : null,
      ),
  };
  const groups: { standingOf: StandingOf } = { standingOf: () => Promise.resolve('none') };
  const storedNumbers: StoredNumbers = {
    of: () => Promise.resolve(null),
    all: () => Promise.resolve([...(options.shows ?? [])]),
  };
  const numberToShow = createNumbersToShow({ stored: storedNumbers, clock, logger: silent });
  void numberToShow.load();
  const kept: { callId: CallId; routing: Routing }[] = [];
  /** What later features know: a test puts in what it wants known. */
  const knowledge: { -readonly [Key in keyof Knowledge]: Knowledge[Key] } = {
    ...nothingKnown,
    standingOf: (...asked) => groups.standingOf(...asked),
  };
  const publisher: Publisher = {
    toUser: (_organisation, userId, event) => void events.push({ userId, event }),
    changed: (_topic, _organisation, id) =>
      void lineChanges.push(`${lines.user(id as UserId)?.displayName}: ${lineStates.of(id as UserId)}`),
  };
  const refused: KeptRefused[] = [];
  const helpRaised: HelpCallMade[] = [];
  const helpAlerts = { raise: (call: HelpCallMade) => void helpRaised.push(call) };
  const outsideDays = options.outsideDays ?? {
    add: () => Promise.resolve(),
    latest: () => Promise.resolve([]),
    abroad: () => Promise.resolve([]),
  };
  const mailbox = createFakeMailboxes(clock);
  const lineStates = createLineStates({ lines, publisher });
  showReachable(devices, lineStates);
  const service = createCallService({
    codes: options.codes ?? [],
    mailboxes: mailbox,
    switch: recording,
    lines,
    devices,
    directory,
    numberToShow,
    knowledge,
    helpAlerts,
    helpCalls: options.helpCalls ?? {
      keep: () => Promise.resolve(),
      tell: () => Promise.resolve(),
      all: () => Promise.resolve([]),
    },
    routings: { keep: (callId, _organisation, routing) => Promise.resolve(kept.push({ callId, routing }) > 0) },
    store,
    publisher,
    ownership,
    clock,
    logger: silent,
    anchorForMs: 60_000,
    outsideDays: outsideDays,
    refused: { add: (rows) => Promise.resolve(void refused.push(...rows)) },
    admitCall: options.admitCall ?? createCallLimits(clock),
    onQueueEvent: options.onQueueEvent,
    onLineChanged(userId) {
      lineStates.setCalls(userId, stateOfCalls(userId, service.callsOf(userId)));
      options.onCallsChanged?.(userId);
    },
  });
  return {
    clock,
    service,
    ownership,
    numberToShow,
    devices,
    stored,
    events,
    lineChanges,
    lines: lineStates,
    database,
    knowledge,
    mailbox,
    refused,
    helpAlerts,
    helpRaised,
    kept,
    store,
    directory,
    /** What people's groups say of callers. */
    groups,
    storedNumbers,
    switch: recording,
    /** Lets everything that is ready happen; virtual time stands still. */
    async settle() {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    },
    online(user: LineUser, n = 1, kind: DeviceKind = 'tab') {
      devices.add({
        id: deviceOf(user, n),
        organisationId: user.organisationId,
        userId: user.userId,
        kind,
        label: kind === 'tab' ? `Window ${n}` : kind,
      });
      recording.raise({ type: 'deviceReachable', deviceId: deviceOf(user, n), userAgent: null });
    },
    arrive(leg: string, from: LineUser | { number: string | null }, dialled: string, more: Partial<ArrivedLeg> = {}) {
      const source =
        'userId' in from
          ? { kind: 'device' as const, deviceId: deviceOf(from) }
          : { kind: 'outside' as const, number: from.number };
      recording.raise({
        type: 'legArrived',
        leg: leg as LegId,
        from: source,
        dialled,
        callId: null,
        show: null,
        replaces: null,
        ...more,
      });
    },
    /** The legs that were dialled since the last look, by device or outside number. */
    dialled() {
      return recording
        .take()
        .filter(([name]) => name === 'dial')
        .map(([, leg, target]) => ({ leg: leg as LegId, target: target as { deviceId?: DeviceId; number?: string } }));
    },
    lastView: (user: LineUser) =>
      events.filter(({ userId, event }) => userId === user.userId && event.type === 'call').at(-1)?.event,
    history: (user: LineUser) =>
      stored
        .flatMap(({ history }) => history)
        .filter(({ userId }) => userId === user.userId)
        .map(({ entry }) => entry),
  };
}
