import type { OrganisationId } from '../../contract/ids';
import type { LineState } from '../../contract/lines/line-state';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { PlainPhone } from '../port';
import type { Ari } from './ari';
import { readDeviceStates } from './events';
import type { Watching } from './watching';

export interface LampsDeps {
  readonly ari: Pick<Ari, 'request'>;
  readonly watching: Watching;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * What plain phones see of lines beside their keys (RFC 4235). The state of each line is a device of Asterisk's that
 * only we set; which of them a phone may watch, watching.ts says.
 */
export interface Lamps {
  /** Remembered of everybody; Asterisk is told of those organisations that have phones. */
  show(organisationId: OrganisationId, extension: string, line: LineState): void;
  /** A phone may watch its organisation's lines. Where that fails it does without at first, and is let in later. */
  open(phone: Pick<PlainPhone, 'username' | 'side'>): Promise<void>;
  /** It may no more, and is told nothing more of what it watched. */
  close(username: string): Promise<void>;
  /** Asterisk is back: it is told what has changed. One that has forgotten phones lets each watch once it is opened. */
  restore(hasForgotten: boolean): Promise<void>;
  stop(): void;
}

interface Organisation {
  /** How the devices of its lines begin. */
  readonly device: string;
  readonly lines: Map<string, LineState>;
  readonly phones: Set<string>;
}

const deviceState: Readonly<Record<LineState, string>> = {
  idle: 'NOT_INUSE',
  ringing: 'RINGING',
  inCall: 'INUSE',
  offline: 'UNAVAILABLE',
};

/** As keys send them. */
const isDigits = (extension: string): boolean => /^\d{1,10}$/.test(extension);
const againMs = 30_000;
/** Whoever is in a call, or has a phone, is known by then also to a server that has just started. */
const doubtMs = 10_000;

export function createLamps(deps: LampsDeps): Lamps {
  const { watching } = deps;
  const organisations = createOrganisations();
  /** Phones that Asterisk has not shut out yet. */
  const leaving = new Set<string>();
  const trouble = createTrouble(deps, () => restore(false));
  const telling = createTelling(deps, trouble.failed);

  const letIn = (username: string, { device, lines }: Organisation): Promise<void> =>
    watching.letIn(username, device, new Set([...lines.keys()].map(({ length }) => length)));

  async function shutOut(username: string): Promise<void> {
    await watching.shutOut(username);
    leaving.delete(username);
  }

  /** @throws Error, AriError */
  async function restoreAll(hasForgotten: boolean): Promise<void> {
    const all = organisations.withPhones();
    if (hasForgotten) {
      watching.forget();
      leaving.clear();
    } else {
      for (const username of leaving) await shutOut(username);
      for (const each of all) for (const username of each.phones) await letIn(username, each);
    }
    if (all.length > 0) await telling.compare(all);
  }

  const restore = (hasForgotten: boolean): Promise<void> => restoreAll(hasForgotten).then(trouble.over, trouble.failed);

  return {
    show(organisationId, extension, line) {
      if (!isDigits(extension)) return;
      const organisation = organisations.of(organisationId);
      organisation.lines.set(extension, line);
      if (organisation.phones.size > 0) telling.tell(organisation, extension);
    },
    async open({ username, side }) {
      const organisation = organisations.of(side.organisationId);
      const isFirst = organisation.phones.size === 0;
      organisation.phones.add(username);
      await letIn(username, organisation)
        .then(() => (isFirst ? telling.begin(organisation) : undefined))
        .catch(trouble.failed);
    },
    async close(username) {
      for (const { phones } of organisations.withPhones()) phones.delete(username);
      leaving.add(username);
      await shutOut(username).catch(trouble.failed);
    },
    restore,
    stop() {
      trouble.over();
      telling.stop();
      organisations.clear();
    },
  };
}

function createOrganisations() {
  const all = new Map<OrganisationId, Organisation>();
  return {
    of(id: OrganisationId): Organisation {
      const known = all.get(id) ?? { device: `lines-${id}`, lines: new Map(), phones: new Set() };
      all.set(id, known);
      return known;
    },
    withPhones: (): readonly Organisation[] => [...all.values()].filter(({ phones }) => phones.size > 0),
    clear: () => all.clear(),
  };
}

const stateOf = ({ lines }: Organisation, extension: string): string => deviceState[lines.get(extension) ?? 'offline'];

/** What fails is tried again after a while, and told once. */
function createTrouble({ clock, logger }: Pick<LampsDeps, 'clock' | 'logger'>, again: () => Promise<void>) {
  let cancelAgain: (() => void) | null = null;
  let isTold = false;
  return {
    failed(error: unknown): void {
      const said = error instanceof Error ? error.message : 'failed';
      if (!isTold) logger.warn({ error: said }, 'phones see no lines yet');
      isTold = true;
      cancelAgain?.();
      cancelAgain = clock.after(againMs, () => void again());
    },
    over(): void {
      cancelAgain?.();
      isTold = false;
    },
  };
}

/** Tells Asterisk of lines, one after the other: calls have more to ask of it, and they do not wait. */
function createTelling({ ari, watching, clock }: LampsDeps, failed: (error: unknown) => void) {
  /** By the name of their device. */
  const due = new Map<string, readonly [Organisation, string]>();
  let work: Promise<void> = Promise.resolve();
  const doubts = new Set<() => void>();

  async function settle(): Promise<void> {
    for (const [name, [organisation, extension]] of due) {
      due.delete(name);
      for (const phone of organisation.phones) await watching.letIn(phone, organisation.device, [extension.length]);
      const path = `/deviceStates/${encodeURIComponent(`Stasis:${name}`)}`;
      await ari.request('PUT', path, { deviceState: stateOf(organisation, extension) });
    }
  }

  function tell(organisation: Organisation, extension: string): void {
    due.set(`${organisation.device}-${extension}`, [organisation, extension]);
    work = work.then(settle).catch((error: unknown) => {
      // All of them are compared again.
      due.clear();
      failed(error);
    });
  }

  /** Tells what Asterisk has otherwise, also of extensions that nobody has any more. @throws AriError */
  async function compare(some: Iterable<Organisation>, isSure = true): Promise<void> {
    const told = new Map(readDeviceStates(await ari.request('GET', '/deviceStates')));
    for (const organisation of some) {
      const start = `${organisation.device}-`;
      const others = [...told.keys()].flatMap((name) => (name.startsWith(start) ? name.slice(start.length) : []));
      for (const extension of new Set([...organisation.lines.keys(), ...others])) {
        const state = stateOf(organisation, extension);
        const isTold = state === (told.get(start + extension) ?? deviceState.offline);
        if (!isTold && (isSure || state !== deviceState.offline)) tell(organisation, extension);
      }
    }
  }

  /** After a restart of ours lamps do not go dark until calls and phones are known again. @throws AriError */
  async function begin(organisation: Organisation): Promise<void> {
    await compare([organisation], false);
    const cancel = clock.after(doubtMs, () => {
      doubts.delete(cancel);
      compare([organisation]).catch(failed);
    });
    doubts.add(cancel);
  }

  return {
    tell,
    compare,
    begin,
    stop(): void {
      due.clear();
      for (const cancel of doubts) cancel();
    },
  };
}
