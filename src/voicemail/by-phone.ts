import type { Mailboxes } from '../calls/own-mailbox';
import type { MailboxFact, MessageFact } from '../calls/engine/mailbox-turn';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, RecordingId, SoundId, UserId } from '../contract/ids';
import { phoneLibrary } from '../contract/numbers/phone-library';
import type { VoicemailMessage } from '../contract/voicemail/voicemail';
import type { SoundFiles } from '../kept-sounds/sound-files';
import type { SettingsFeature } from '../settings/feature';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Switch, WaitingMessages } from '../switch/port';
import { createLanes } from '../time/lanes';
import { untilKept } from '../time/until-kept';
import {
  greetingStoreOf,
  keepGreeting,
  removeGreeting,
  restoreGreeting,
  type ChangeGreetingDeps,
} from './change-greeting';
import { changeMessage, type ChangeDeps } from './change-message';

export interface ByPhoneDeps extends ChangeDeps, ChangeGreetingDeps, Pick<SettingsFeature, 'zoneOf'> {
  readonly switch: Pick<Switch, 'capabilities'>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** What the switch has recorded. */
  readonly files: Pick<SoundFiles<RecordingId>, 'find'>;
  languageOf(organisationId: OrganisationId): 'sv' | 'en';
  /** ISO 3166 alpha-2. */
  countryOf(organisationId: OrganisationId): string;
  countOf(organisationId: OrganisationId, userId: UserId): Promise<WaitingMessages>;
}

type Owner = Readonly<{ organisationId: OrganisationId; userId: UserId }>;

/** One that was deleted in a window meanwhile is no news. */
function unlessGone(error: unknown): void {
  if (!(error instanceof VaxelError) || error.code !== 'request.notFound') throw error;
}

/** So many of each kind are heard in one call, and looked through to find those that were heard before. */
const [most, mostRead] = [30, 100];

/** A person's messages as the person hears them by calling `*98`. */
export function createMailboxesByPhone(deps: ByPhoneDeps): Mailboxes {
  const lanes = createLanes();
  return {
    open: async (owner) => (deps.switch.capabilities.playsRecordings ? opened(deps, owner) : null),
    setGreeting: (organisationId, userId, to) => setGreeting(deps, { organisationId, userId }, to),
    mark(organisationId, userId, message, as) {
      const change = () =>
        changeMessage(deps, { organisationId, userId }, message, (mailbox, transaction) =>
          as === 'deleted' || as === 'restored'
            ? mailbox[as === 'deleted' ? 'remove' : 'restore'](transaction, message)
            : mailbox.setHeard(transaction, message, as === 'heard'),
        );
      lanes
        .run([userId], () => untilKept(deps.clock, () => change().catch(unlessGone)))
        .catch((error: unknown) =>
          deps.logger.warn(
            { error: error instanceof Error ? error.message : 'failed', as },
            'a message was not marked',
          ),
        );
    },
  };
}

async function opened(deps: ByPhoneDeps, { organisationId, userId }: Owner): Promise<MailboxFact> {
  const mailbox = deps.mailboxOf(organisationId, userId);
  const country = deps.countryOf(organisationId);
  const [fresh, all, counts, zone, greeting] = await Promise.all([
    mailbox.page({ show: 'new', limit: most }),
    mailbox.page({ show: 'all', limit: mostRead }),
    deps.countOf(organisationId, userId),
    deps.zoneOf(organisationId, userId),
    greetingOf(deps, { organisationId, userId }),
  ]);
  const heard = all.messages.filter((each) => each.heard).slice(0, most);
  return {
    ...{ userId, language: deps.languageOf(organisationId), zone, openedAtMs: deps.clock.nowMs(), counts, greeting },
    unheard: fresh.messages.map((each) => spoken(each, country)),
    heard: heard.map((each) => spoken(each, country)),
  };
}

async function greetingOf(deps: ByPhoneDeps, owner: Owner): Promise<SoundId | null> {
  const all = await greetingStoreOf(deps, owner).list();
  return all.find(({ saidTo }) => saidTo === 'all')?.soundId ?? null;
}

/** As the person's country reads numbers, and without what only eyes need. */
function spoken({ id, from, group, leftAtMs }: VoicemailMessage, country: string): MessageFact {
  const { number, userId } = from;
  const isColleague = userId !== null;
  const read = number === null || isColleague ? number : phoneLibrary.national(number, country);
  return {
    ...{ id, number, isColleague, isForGroup: group !== null, leftAtMs },
    spoken: read?.replaceAll(/[^0-9+]/g, '') ?? null,
  };
}

async function setGreeting(
  deps: ByPhoneDeps,
  owner: Owner,
  to: { readonly spoken: RecordingId } | SoundId | null,
): Promise<SoundId | null> {
  if (to === null) await removeGreeting(deps, owner, 'all');
  else if (typeof to === 'string') await restoreGreeting(deps, owner, 'all', to);
  else return keepSpoken(deps, owner, to.spoken);
  return to;
}

/** The file of the switch is only a copy from then on, and is swept. */
async function keepSpoken(deps: ByPhoneDeps, owner: Owner, id: RecordingId): Promise<SoundId> {
  const found = await deps.files.find(id);
  if (found === null || found.isPart) throw new VaxelError('request.notFound', 'There is no such recording.');
  const { soundId } = await keepGreeting(deps, owner, 'all', found.bytes);
  return soundId;
}
