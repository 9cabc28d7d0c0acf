import { isEmergencyNumber } from '../contract/numbers/emergency-numbers';
import type { OrganisationId, UserId } from '../contract/ids';
import { echoNumber, mailboxNumber } from '../contract/devices/sip';
import { storable } from '../contract/text';
import { reasonOf } from '../contract/rules/refused';
import type { RefusedWay } from '../contract/rules/refused-calls';
import type { CallVerdict } from '../contract/rules/rights';
import type { Clock } from '../ports/clock';
import type { Device, DeviceRegistry } from '../devices/registry';
import { withDeadline } from '../time/deadline';
import type { Switch } from '../switch/port';
import type { LineGroup, LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import type { PartyIdentity, Person, Service, ServiceName } from './engine/identity';
import type { RingTarget } from './engine/plan';
import type { Destination } from './route/facts';
import type { Directory } from './directory';
import type { Knowledge } from './knowledge';
import type { Mailboxes } from './own-mailbox';
import { readDialled } from '../lines/numbering';
import type { Refused } from './refused-calls';

export interface DestinationDeps {
  readonly lines: Lines;
  readonly devices: DeviceRegistry;
  readonly switch: Pick<Switch, 'isConnected'>;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly knowledge: Pick<Knowledge, 'callVerdictOf' | 'siteNumberOf' | 'classOf'>;
  readonly mailboxes: Pick<Mailboxes, 'open'>;
  /** Keeps what was refused. */
  note(refused: Refused): void;
}

/** Longest wait for a name from the database; the call is worth more than that. */
export const lookupMs = 200;

/** A name that the directory has still to give. */
export interface LateName {
  readonly first: ReturnType<Directory['contactByNumber']>;
  /** Asks once more. */
  again(): LateName['first'];
}

/** Who a dialled number leads to. */
export interface Dialled {
  readonly destination: Destination;
  readonly party: PartyIdentity;
  /** The public number of a colleague that was dialled, E.164; null = the extension, or nobody inside. */
  readonly calledNumber: string | null;
}

/** What users dial, looked up. */
export interface Destinations {
  /** Reads a number in any notation within the user's organisation. */
  dialled(by: LineUser, typed: string, way?: RefusedWay): Promise<Dialled>;
  /** Whether the user may call a number outside (E.164): asked before it is dialled, whatever the way. */
  verdictOn(by: LineUser, number: string): Promise<CallVerdict>;
  /** What was dialled calls for help. */
  isHelp(by: LineUser, typed: string): boolean;
  toUser(userId: UserId): Destination;
  /** `viewer` sees the call: the party may be one of his or her own contacts; null = any agent of a group may. */
  outsideParty(organisationId: OrganisationId, number: string | null, viewer: UserId | null): Promise<PartyIdentity>;
  /** Of an outside party whose name was not waited for; null = all is known that there is to know. */
  late(party: PartyIdentity): LateName | null;
}

/** The server itself, of which nothing is known but what was dialled. */
export const serviceParty = (service: ServiceName, number: string): Service => ({
  kind: 'service',
  userId: null,
  contactId: null,
  name: null,
  number,
  service,
});

export const groupParty = ({ name, extension }: LineGroup): Service => ({
  ...serviceParty('answerGroup', extension),
  name,
});

/** A call to a group's extension or number. */
export const toGroup = (group: LineGroup, calledNumber: string | null): Dialled => ({
  destination: { kind: 'answerGroup', groupId: group.groupId },
  party: groupParty(group),
  calledNumber,
});

const nobody = { kind: 'outside', userId: null, contactId: null, name: null } as const;

export const asParty = (user: LineUser): Person => ({
  kind: 'person',
  userId: user.userId,
  contactId: user.contactId,
  name: user.displayName,
  number: user.extension,
});

export const asTarget = ({ id, label, kind }: Device): RingTarget => ({
  deviceId: id,
  label,
  isWindow: kind === 'tab' || kind === 'popout',
});

/** Who is behind numbers outside, as far as the directory says so in time. */
function createOutsideParties({ directory, clock }: DestinationDeps): Pick<Destinations, 'outsideParty' | 'late'> {
  const underWay = new WeakMap<PartyIdentity, LateName>();

  async function outsideParty(
    organisationId: OrganisationId,
    number: string | null,
    viewer: UserId | null,
  ): Promise<PartyIdentity> {
    if (number === null) return { ...nobody, number };
    const again = (): LateName['first'] => directory.contactByNumber(organisationId, number, viewer);
    const first = again();
    const contact = await withDeadline(clock, lookupMs, first, undefined);
    const party = { ...nobody, ...contact, number };
    if (contact === undefined) underWay.set(party, { first, again });
    return party;
  }

  return { outsideParty, late: (party) => underWay.get(party) ?? null };
}

/** Whether somebody may call a number, and what is told of it where not. */
function createJudge({ lines, knowledge, note }: DestinationDeps) {
  return {
    async judge({ organisationId, userId }: LineUser, number: string): Promise<CallVerdict> {
      if (isEmergencyNumber(number, lines.organisation(organisationId)?.country ?? 'SE')) return 'ok';
      return knowledge.callVerdictOf(organisationId, userId, number);
    },
    noted({ organisationId, userId }: LineUser, number: string, verdict: CallVerdict, way: RefusedWay): CallVerdict {
      const kind = knowledge.classOf(organisationId, number);
      if (verdict !== 'ok') note({ organisationId, userId, number, class: kind, reason: reasonOf(verdict), way });
      return verdict;
    },
  };
}

/** What somebody dials, as it is read in the organisation. */
function readBy(lines: Lines, { organisationId }: LineUser, typed: string) {
  const country = lines.organisation(organisationId)?.country ?? 'SE';
  const read = readDialled(typed, country, (digits) => lines.byExtension(organisationId, digits) !== undefined);
  return { read, country };
}

/** What one's own mailbox is called, in the language that it speaks. */
const mailboxNames = { sv: 'Röstbrevlåda', en: 'Voicemail' } as const;

/** The server itself is called: an echo, or the caller's own mailbox, to which nobody is transferred. */
async function dialledService(
  { mailboxes }: Pick<DestinationDeps, 'mailboxes'>,
  by: LineUser,
  typed: string,
  way: RefusedWay,
): Promise<Dialled | null> {
  if (typed === echoNumber) {
    const destination = { kind: 'service', service: 'echo' } as const;
    return { calledNumber: null, destination, party: serviceParty('echo', echoNumber) };
  }
  const mailbox = typed === mailboxNumber && way === 'call' ? await mailboxes.open(by) : null;
  if (mailbox === null) return null;
  const destination = { kind: 'mailbox', ...mailbox } as const;
  const party = { ...serviceParty('mailbox', mailboxNumber), name: mailboxNames[mailbox.language] };
  return { calledNumber: null, destination, party };
}

export function createDestinations(deps: DestinationDeps): Destinations {
  const { lines, devices, switch: onSwitch } = deps;
  const { outsideParty, late } = createOutsideParties(deps);
  const { judge, noted } = createJudge(deps);

  function toUser(userId: UserId): Destination {
    const sure = devices.reachableOf(userId);
    const silent = devices
      .devicesOf(userId)
      .filter((device) => !sure.includes(device) && onSwitch.isConnected(device.id));
    const known = (isReachable: boolean) => (device: Device) => ({ target: asTarget(device), isReachable });
    return { kind: 'user', userId, devices: [...sure.map(known(true)), ...silent.map(known(false))] };
  }

  return {
    verdictOn: async (by, number) => noted(by, number, await judge(by, number), 'mobile'),
    isHelp(by, typed) {
      const { read, country } = readBy(lines, by, typed);
      return read.kind === 'number' && isEmergencyNumber(read.number, country);
    },
    toUser,
    outsideParty,
    late,
    async dialled(by, typed, way = 'call') {
      const { organisationId, userId } = by;
      const { read, country } = readBy(lines, by, typed);
      const service = await dialledService(deps, by, typed, way);
      if (service !== null) return service;
      const nobodys: Dialled = {
        calledNumber: null,
        destination: { kind: 'unknown' },
        party: serviceParty('announcement', [...storable(typed)].slice(0, 40).join('')),
      };
      if (read.kind === 'invalid') return nobodys;
      const target =
        read.kind === 'extension' ? lines.byExtension(organisationId, read.extension) : lines.byNumber(read.number);
      if (target?.kind === 'answerGroup' && target.organisationId === organisationId)
        return toGroup(target.group, read.kind === 'number' ? read.number : null);
      if (target?.kind === 'user' && target.organisationId === organisationId) {
        const calledNumber = read.kind === 'number' ? read.number : null;
        return { destination: toUser(target.user.userId), party: asParty(target.user), calledNumber };
      }
      const number = read.kind === 'number' ? read.number : read.extension;
      const emergency = isEmergencyNumber(number, country);
      const [verdict, party] = await Promise.all([judge(by, number), outsideParty(organisationId, number, userId)]);
      // Somebody meant an extension, and it is nobody's.
      const isInside = lines.extensionLengths(organisationId).includes(number.length);
      if (verdict !== 'ok' && isInside) return nobodys;
      noted(by, number, verdict, way);
      const destination = { kind: 'outside', number, emergency, paidBy: userId, verdict } as const;
      return { calledNumber: null, destination, party };
    },
  };
}
