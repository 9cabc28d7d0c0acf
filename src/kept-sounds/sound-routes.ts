import { Router, type NextFunction, type Request, type Response } from 'express';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { FileParams, SoundQuery } from '../contract/sounds/sounds';
import type { AuthenticateFrom } from '../ports/principal';
import { soundFile, type FileId } from '../sound/file-names';
import type { Mp4Sounds } from './mp4-sounds';
import { sendBytes } from './send-bytes';
import type { Listener, SoundAddresses } from './sound-address';

export interface SoundRoutesDeps<Id extends FileId> {
  /** Below which the sounds are. */
  readonly path: string;
  readonly addresses: Pick<SoundAddresses, 'open'>;
  readonly authenticate: AuthenticateFrom;
  /** What a sound is called as a file, without its ending. @throws VaxelError request.notFound: not the listener's */
  nameFor(listener: Listener, id: Id): Promise<string>;
  /** Has a line: who has left listens no more. */
  isUser(organisationId: OrganisationId, userId: UserId): boolean;
  /** Absolute. */
  readonly folder: string;
  readonly mp4: Mp4Sounds<Id>;
  /** A token alone is not enough: who asks for an address is noted. */
  readonly isNoted?: boolean;
}

/**
 * `<path>/:id`: the sound itself, in parts as players ask for them (RFC 9110 §14). Whoever shows a token is
 * who the token says, whatever address it comes with; without one the address has to be signed.
 */
export function createSoundRoutes<Id extends FileId>(deps: SoundRoutesDeps<Id>): Router {
  const router = Router();
  router.get(`${deps.path}/:id`, async (request, response, next) => {
    const id = FileParams.parse(request.params).id as Id;
    const query = SoundQuery.parse(request.query);
    const name = await deps.nameFor(await listenerOf(deps, request, id, query), id);
    const ending = query.as ?? 'ogg';
    if (query.download !== undefined) response.attachment(`${name}.${ending}`);
    response.set('Cache-Control', 'private, no-cache');
    if (ending === 'mp4') await sendMp4(deps, request, response, id);
    else sendOgg(deps, response, id, next);
  });
  return router;
}

// A sound never changes, so its id is as strong a validator as there is.
function sendOgg({ folder }: { readonly folder: string }, response: Response, id: FileId, next: NextFunction): void {
  response.set({ 'Content-Type': 'audio/ogg; codecs=opus', ETag: `"${id}"` });
  response.sendFile(soundFile(id), { root: folder, lastModified: false, cacheControl: false }, (error) => {
    // A player that jumps lets go of what it has asked for.
    if (error !== undefined && !response.headersSent) refuse(response, error, next);
  });
}

async function sendMp4<Id extends FileId>(
  { mp4 }: Pick<SoundRoutesDeps<Id>, 'mp4'>,
  request: Request,
  response: Response,
  id: Id,
): Promise<void> {
  const bytes = await mp4(id);
  if (bytes === null) throw gone();
  response.set({ 'Content-Type': 'audio/mp4; codecs=opus', ETag: `"${id}-mp4"` });
  sendBytes(request, response, bytes);
}

const gone = (cause?: Error): VaxelError => new VaxelError('request.notFound', 'The sound is gone.', { cause });

/** A part that is not there is answered with how long the whole is (RFC 9110 §15.5.17). */
function refuse(response: Response, error: Error, next: NextFunction): void {
  const { status, headers } = error as Error & { readonly status?: number; readonly headers?: Record<string, string> };
  if (status === 416) response.status(416).set(headers).end();
  else next(status === 404 ? gone(error) : error);
}

/** @throws VaxelError auth.* | request.notFound for a signed address that is somebody else's */
async function listenerOf(
  { addresses, authenticate, isUser, isNoted = false }: Omit<SoundRoutesDeps<FileId>, 'nameFor' | 'mp4'>,
  request: Request,
  id: FileId,
  query: SoundQuery,
): Promise<Listener> {
  const signed = addresses.open(id, query);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (signed === null || !isUser(signed.organisationId, signed.userId)) throw new VaxelError('auth.missing');
    return signed;
  }
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new VaxelError('auth.missing');
  if (isNoted && signed === null) throw new VaxelError('auth.missing');
  const principal = await authenticate(token, request.ip ?? '');
  if (signed !== null && signed.userId !== principal.userId)
    throw new VaxelError('request.notFound', 'There is no such sound.');
  return principal;
}
