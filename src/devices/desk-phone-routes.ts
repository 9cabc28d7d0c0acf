import { Router } from 'express';
import { z } from 'zod';
import { DeskPhoneOfOther, DeskPhoneOwner, DeskPhoneParams, NewDeskPhone } from '../contract/devices/desk-phones';
import { PhoneSetup } from '../contract/devices/desk-phones';
import { VaxelError } from '../contract/errors';
import type { UserId } from '../contract/ids';
import { opaque } from '../contract/text';
import { TooManyRequests } from '../errors/too-many-requests';
import { requestOf, route, type RouteInput } from '../http/route';
import { createBuckets } from '../limits/bucket';
import type { Clock } from '../ports/clock';
import type { By, DeskPhones } from './desk-phones';
import type { Owner } from './desk-phone-store';

type Input = RouteInput<unknown, unknown, unknown>;

const by = ({ principal: { userId, roles }, ...input }: Input): By => ({
  actor: { userId, roles },
  request: requestOf(input),
});
const mine = ({ principal: { organisationId, userId } }: Input): Owner => ({ organisationId, userId });
const of = ({ principal: { organisationId } }: Input, userId: UserId): Owner => ({ organisationId, userId });

/** `/desk-phones…`, and the same of others below `/administration/people/:userId`. */
export function createDeskPhoneRoutes(phones: DeskPhones): Router {
  const router = Router();
  addOwn(router, phones);
  addOfOthers(router, phones);
  return router;
}

function addOwn(router: Router, phones: DeskPhones): void {
  const path = '/desk-phones';
  router.get(path, route({ handler: (input) => phones.list(mine(input)) }));
  router.post(
    path,
    route({
      body: NewDeskPhone,
      handler: (input) => created(input, phones.add(mine(input), input.body, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/secret`,
    route({
      params: DeskPhoneParams,
      handler: (input) => created(input, phones.renew(mine(input), input.params.deviceId, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/setup`,
    route({
      params: DeskPhoneParams,
      body: PhoneSetup,
      handler: (input) =>
        created(input, phones.makeSetup(mine(input), input.params.deviceId, input.body.make, by(input))),
    }),
  );
  router.delete(
    `${path}/:deviceId`,
    route({
      params: DeskPhoneParams,
      handler: (input) => phones.remove(mine(input), input.params.deviceId, by(input)),
    }),
  );
}

function addOfOthers(router: Router, phones: DeskPhones): void {
  const path = '/administration/people/:userId/desk-phones';
  router.get(path, route({ params: DeskPhoneOwner, handler: (input) => phones.list(of(input, input.params.userId)) }));
  router.post(
    path,
    route({
      params: DeskPhoneOwner,
      body: NewDeskPhone,
      handler: (input) => created(input, phones.add(of(input, input.params.userId), input.body, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/secret`,
    route({
      params: DeskPhoneOfOther,
      handler: (input) =>
        created(input, phones.renew(of(input, input.params.userId), input.params.deviceId, by(input))),
    }),
  );
  router.post(
    `${path}/:deviceId/setup`,
    route({
      params: DeskPhoneOfOther,
      body: PhoneSetup,
      handler(input) {
        const { userId, deviceId } = input.params;
        return created(input, phones.makeSetup(of(input, userId), deviceId, input.body.make, by(input)));
      },
    }),
  );
  router.delete(
    `${path}/:deviceId`,
    route({
      params: DeskPhoneOfOther,
      handler: (input) => phones.remove(of(input, input.params.userId), input.params.deviceId, by(input)),
    }),
  );
}

/** A secret is nothing to keep on the way. */
async function created<Result>({ response }: Input, result: Promise<Result>): Promise<Result> {
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
