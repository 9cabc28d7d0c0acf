import express, { Router } from 'express';
import { setTimeout as delay } from 'node:timers/promises';
import { VaxelError } from '../../src/contract/errors';
import { Joining, JoiningQuery, LinkCode, NewOrganisation } from '../../src/contract/joining/joining';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

/** What whoever is nobody here yet asks for, without a database: where it stands is the script's. */
export function createScriptedJoining(now: () => Script): Router {
  const state = (): Joining => {
    const { joining } = now();
    if (joining === null) throw new VaxelError('request.notFound');
    return checked(Joining, joining);
  };
  const router = Router();
  router.use('/api/joining', express.json());
  router.get('/api/joining', async (request, response) => {
    const { known } = JoiningQuery.parse(request.query);
    while (!response.closed && state().situation === known) await delay(50);
    response.json(state());
  });
  router.post('/api/joining/organisation', (request, response) => {
    now().asked.push(NewOrganisation.parse(request.body));
    now().joining = { ...state(), situation: 'linked' };
    now().refusal = null;
    response.status(201).json(state());
  });
  router.post('/api/joining/code', (_request, response) => {
    response.json(checked(LinkCode, { code: '204816', expiresAtMs: Date.now() + 600_000 }));
  });
  router.post('/api/joining/request', (_request, response) => {
    now().joining = { ...state(), situation: 'asked' };
    response.json(state());
  });
  return router;
}
