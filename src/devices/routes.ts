import { Router } from 'express';
import { z } from 'zod';
import { DeviceEnrolment } from '../contract/devices/devices';
import { DeviceId } from '../contract/ids';
import { route } from '../http/route';
import type { EnrolDevice, RevokeDevice } from './enrol';

/** `/devices`: a window becomes a phone, renews its credentials, or stops being one. */
export function createDeviceRoutes({
  enrol,
  revoke,
}: {
  readonly enrol: EnrolDevice;
  readonly revoke: RevokeDevice;
}): Router {
  const router = Router();
  router.post('/devices', route({ body: DeviceEnrolment, handler: ({ principal, body }) => enrol(principal, body) }));
  router.delete(
    '/devices/:deviceId',
    route({
      params: z.object({ deviceId: DeviceId }),
      handler: ({ principal, params }) => revoke(principal, params.deviceId),
    }),
  );
  return router;
}
