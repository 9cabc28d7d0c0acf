import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import { wallIn } from '../contract/moments';
import type { SoundRoutesDeps } from '../kept-sounds/sound-routes';
import type { ZoneOf } from '../settings/zone-of';
import type { Mailbox } from './store';

/** What a message is called as a file: by when it was left, in signs that every file system takes. */
export const nameOfMessage =
  (
    mailboxOf: (organisationId: OrganisationId, userId: UserId) => Pick<Mailbox, 'find'>,
    zoneOf: ZoneOf,
  ): SoundRoutesDeps<RecordingId>['nameFor'] =>
  async ({ organisationId, userId }, id) => {
    const { leftAtMs } = await mailboxOf(organisationId, userId).find(id);
    const wall = wallIn(await zoneOf(organisationId, userId), leftAtMs);
    return `voicemail-${wall.slice(0, 16).replace(':', '')}`;
  };
