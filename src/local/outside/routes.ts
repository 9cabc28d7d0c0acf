import express, { Router } from 'express';
import { z } from 'zod';
import { parse } from '../parse';
import type { OutsidePhones } from './phones';

const Enrolment = z.object({
  number: z.string().regex(/^\+[1-9][0-9]{5,14}$/, 'A phone needs a number in E.164, e.g. +46701234567.'),
  deviceId: z.uuid().optional(),
});

/** `POST /local/outside/devices {number}`: SIP credentials for a phone of the outside world. */
export function createOutsideRoutes(phones: OutsidePhones): Router {
  const router = Router();
  router.post('/local/outside/devices', express.json({ limit: '4kb' }), async (request, response) => {
    const { number, deviceId } = parse(Enrolment, request.body);
    response
      .status(201)
      .set('Cache-Control', 'no-store')
      .json(await phones.enrol(number, deviceId));
  });
  return router;
}
