import { Router, type NextFunction, type Request, type Response } from 'express';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import { wallIn } from '../contract/moments';
import { SoundQuery, VoicemailParams } from '../contract/voicemail/voicemail';
import type { AuthenticateFrom } from '../ports/principal';
import { soundFile } from '../sound/file-names';
import type { ZoneOf } from '../settings/zone-of';
import type { Mp4Sounds } from './mp4-sounds';
import { sendBytes } from './send-bytes';
import type { SoundAddresses } from './sound-address';
import type { Mailbox } from './store';

export interface SoundRoutesDeps {
  readonly addresses: Pick<SoundAddresses, 'open'>;
  readonly authenticate: AuthenticateFrom;
  mailboxOf(organisationId: OrganisationId, userId: UserId): Pick<Mailbox, 'find'>;
  /** Has a line: who has left listens no more. */
  isUser(organisationId: OrganisationId, userId: UserId): boolean;
  /** In which the person reads times. */
  readonly zoneOf: ZoneOf;
  /** Absolute. */
  readonly folder: string;
  readonly mp4: Mp4Sounds;
}

/**
 * `/voicemail-sound/:id`: the sound itself, in parts as players ask for them (RFC 9110 §14). Whoever shows a token is
 * who the token says, whatever address it comes with; without one the address has to be signed.
 */
export function createSoundRoutes(deps: SoundRoutesDeps): Router {
  const router = Router();
  router.get('/voicemail-sound/:id', async (request, response, next) => {
    const { id } = VoicemailParams.parse(request.params);
    const query = SoundQuery.parse(request.query);
    const { organisationId, userId } = await listenerOf(deps, request, id, query);
    const { leftAtMs } = await deps.mailboxOf(organisationId, userId).find(id);
    const ending = query.as ?? 'ogg';
    if (query.download !== undefined)
      response.attachment(fileName(wallIn(await deps.zoneOf(organisationId, userId), leftAtMs), ending));
    response.set('Cache-Control', 'private, no-cache');
    if (ending === 'mp4') await sendMp4(deps, request, response, id);
    else sendOgg(deps, response, id, next);
  });
  return router;
}

// A recording never changes, so its id is as strong a validator as there is.
function sendOgg({ folder }: SoundRoutesDeps, response: Response, id: RecordingId, next: NextFunction): void {
  response.set({ 'Content-Type': 'audio/ogg; codecs=opus', ETag: `"${id}"` });
  response.sendFile(soundFile(id), { root: folder, lastModified: false, cacheControl: false }, (error) => {
    // A player that jumps lets go of what it has asked for.
    if (error !== undefined && !response.headersSent) refuse(response, error, next);
  });
}

async function sendMp4({ mp4 }: SoundRoutesDeps, request: Request, response: Response, id: RecordingId): Promise<void> {
  const bytes = await mp4(id);
  if (bytes === null) throw gone();
  response.set({ 'Content-Type': 'audio/mp4; codecs=opus', ETag: `"${id}-mp4"` });
  sendBytes(request, response, bytes);
}

const gone = (cause?: Error): VaxelError => new VaxelError('request.notFound', 'The sound is gone.', { cause });

/** By when it was left, in signs that every file system takes. */
const fileName = (wall: string, ending: 'ogg' | 'mp4'): string =>
  `voicemail-${wall.slice(0, 16).replace(':', '')}.${ending}`;

/** A part that is not there is answered with how long the whole is (RFC 9110 §15.5.17). */
function refuse(response: Response, error: Error, next: NextFunction): void {
  const { status, headers } = error as Error & { readonly status?: number; readonly headers?: Record<string, string> };
  if (status === 416) response.status(416).set(headers).end();
  else next(status === 404 ? gone(error) : error);
}

/** @throws VaxelError auth.* | request.notFound for a signed address that is somebody else's */
async function listenerOf(
  { addresses, authenticate, isUser }: SoundRoutesDeps,
  request: Request,
  id: RecordingId,
  query: SoundQuery,
): Promise<{ readonly organisationId: OrganisationId; readonly userId: UserId }> {
  const signed = addresses.open(id, query);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (signed === null || !isUser(signed.organisationId, signed.userId)) throw new VaxelError('auth.missing');
    return signed;
  }
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new VaxelError('auth.missing');
  const principal = await authenticate(token, request.ip ?? '');
  if (signed !== null && signed.userId !== principal.userId)
    throw new VaxelError('request.notFound', 'There is no such message.');
  return principal;
}
