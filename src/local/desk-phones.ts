import express, { Router } from 'express';
import { z } from 'zod';
import { DeviceEnrolment, type SipCredentials } from '../contract/devices/devices';
import { VaxelError } from '../contract/errors';
import type { Principal } from '../ports/principal';
import { demoOrganisations } from './demo/organisations';
import { demoOrganisationId, demoUserId } from './demo/ids';
import { parse } from './parse';

/** As the feature of devices does it for a person's windows. */
export type EnrolPhone = (principal: Principal, wanted: DeviceEnrolment) => Promise<SipCredentials>;

const Enrolment = z.object({ as: z.string().max(120), deskPhoneId: z.uuid(), label: z.string().min(1).max(80) });

/**
 * `POST /local/desk-phone/devices`: SIP credentials for the phone on somebody's desk. Such a phone is put up by the
 * company and not by an account, so that it rings for people who have none here yet.
 */
export function createDeskPhoneRoutes(enrol: EnrolPhone): Router {
  const router = Router();
  router.post('/local/desk-phone/devices', express.json({ limit: '4kb' }), async (request, response) => {
    const { as, deskPhoneId, label } = parse(Enrolment, request.body);
    const organisation = demoOrganisations.find(({ users }) => users.some(({ key }) => key === as));
    if (organisation === undefined) throw new VaxelError('request.notFound', 'Nobody of that name has a desk phone.');
    const owner: Principal = {
      organisationId: demoOrganisationId(organisation),
      userId: demoUserId(organisation, { key: as }),
      roles: ['user'],
      expiresAtMs: 0,
    };
    const credentials = await enrol(owner, { windowId: deskPhoneId, kind: 'deskPhone', label });
    response.status(201).set('Cache-Control', 'no-store').json(credentials);
  });
  return router;
}
