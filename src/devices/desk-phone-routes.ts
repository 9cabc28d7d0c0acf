import { Router } from 'express';
import { z } from 'zod';
import { DeskPhoneParams, DeskPhonesParams, NewDeskPhone, PhoneSetup } from '../contract/devices/desk-phones';
import { VaxelError } from '../contract/errors';
import { opaque } from '../contract/text';
import { TooManyRequests } from '../errors/too-many-requests';
import { requestOf, route, type RouteInput } from '../http/route';
import { createBuckets } from '../limits/bucket';
import type { Clock } from '../ports/clock';
import type { By, DeskPhones } from './desk-phones';
import type { Owner } from './desk-phone-store';

type Input = RouteInput<unknown, unknown, z.output<typeof DeskPhonesParams>>;

const by = ({ principal: { userId, roles }, ...input }: Input): By => ({
  actor: { userId, roles },
  request: requestOf(input),
});
const ownerOf = ({ principal: { organisationId, userId }, params }: Input): Owner => ({
  organisationId,
  userId: params.userId ?? userId,
});

/** `/desk-phones…`, and the same of others below `/administration/people/:userId`. */
export function createDeskPhoneRoutes(phones: DeskPhones): Router {
  const router = Router();
  for (const path of ['/desk-phones', '/administration/people/:userId/desk-phones']) addRoutes(router, phones, path);
  return router;
}

function addRoutes(router: Router, phones: DeskPhones, path: string): void {
  router.get(path, route({ params: DeskPhonesParams, handler: (input) => phones.list(ownerOf(input)) }));
  router.post(
    path,
    route({
      params: DeskPhonesParams,
      body: NewDeskPhone,
      handler: (input) => created(input, phones.add(ownerOf(input), input.body, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/secret`,
    route({
      params: DeskPhoneParams,
      handler: (input) => created(input, phones.renew(ownerOf(input), input.params.deviceId, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/setup`,
    route({
      params: DeskPhoneParams,
      body: PhoneSetup,
      handler: (input) =>
        created(input, phones.makeSetup(ownerOf(input), input.params.deviceId, input.body.make, by(input))),
    }),
  );
  router.delete(
    `${path}/:deviceId`,
    route({
      params: DeskPhoneParams,
      handler: (input) => phones.remove(ownerOf(input), input.params.deviceId, by(input)),
    }),
  );
}

/** A secret is nothing to keep on the way. */
async function created<Result>({ response }: Pick<Input, 'response'>, result: Promise<Result>): Promise<Result> {
  const made = await result;
  response.status(201).set('Cache-Control', 'no-store');
  return made;
}

/** Of one address: a phone asks for a handful of files. */
const asked = { burst: 30, perSecond: 0.2 };
const FileParams = z.object({ token: opaque(64, 1), file: opaque(80, 1) });

/** `/phones/:token/:file`, without an account: what the address says is all that a phone has. */
export function createPhoneFileRoutes(phones: DeskPhones, clock: Clock): Router {
  const buckets = createBuckets(clock, asked);
  const router = Router();
  router.get('/phones/:token/:file', async (request, response) => {
    const bucket = buckets.of(request.ip ?? '');
    if (!bucket.take()) throw new TooManyRequests(Math.max(1, Math.ceil(bucket.waitMs() / 1_000)));
    const { token, file } = FileParams.parse(request.params);
    const found = await phones.setUp(token, file);
    if (found === null) throw new VaxelError('request.notFound');
    response.set('Cache-Control', 'no-store').type(found.type).send(found.text);
  });
  return router;
}
