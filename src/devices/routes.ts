import { Router } from 'express';
import { z } from 'zod';
import { DeviceEnrolment } from '../contract/devices/devices';
import { DeviceId } from '../contract/ids';
import { route } from '../http/route';
import { createEnrolDevice, createRevokeDevice } from './enrol';
import type { EnrolDeps } from './enrol';

/** `/devices`: a window becomes a phone, renews its credentials, or stops being one. */
export function createDeviceRoutes(deps: EnrolDeps): Router {
  const enrol = createEnrolDevice(deps);
  const revoke = createRevokeDevice(deps);
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
