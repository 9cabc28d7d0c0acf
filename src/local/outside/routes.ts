import express, { Router } from 'express';
import { z } from 'zod';
import { VaxelError } from '../../contract/errors';
import { sendProblem } from '../send-problem';
import type { OutsidePhones } from './phones';

const Enrolment = z.object({ number: z.string().regex(/^\+[1-9][0-9]{5,14}$/), deviceId: z.uuid().optional() });

/** `POST /local/outside/devices {number}`: SIP credentials for a phone of the outside world. */
export function createOutsideRoutes(phones: OutsidePhones): Router {
  const router = Router();
  router.post('/local/outside/devices', express.json({ limit: '4kb' }), (request, response) => {
    const enrolment = Enrolment.safeParse(request.body);
    if (!enrolment.success) return sendProblem(response, new VaxelError('request.invalid', 'A phone needs a number in E.164, e.g. +46701234567.'));
    response.status(201).json(phones.enrol(enrolment.data.number, enrolment.data.deviceId));
  });
  return router;
}
