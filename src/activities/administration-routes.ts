import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import {
  ActivityDefaults,
  ActivityDraft,
  ActivityOrder,
  type ActivityDefinition,
} from '../contract/activities/activity';
import { auditWords } from '../contract/audit/words';
import { CsvReader } from '../contract/csv';
import { ActivityId } from '../contract/ids';
import { inOne, sendCsv } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import type { Principal } from '../ports/principal';
import type { ActivityAdministrator, Changer } from './administration';

const changerOf = (asked: {
  readonly principal: Principal;
  readonly request: Request;
  readonly response: Response;
}): Changer => ({
  organisationId: asked.principal.organisationId,
  actor: asked.principal,
  request: requestOf(asked),
});

const header = {
  sv: ['Svenska', 'Engelska', 'Tillstånd', 'Slut', 'Slut krävs', 'Samtal', 'Sägs utåt', 'I menyn', 'Kod', 'Undanlagd'],
  en: ['Swedish', 'English', 'State', 'End', 'End needed', 'Calls', 'Told outside', 'In the menu', 'Code', 'Put away'],
} as const;

function cellsOf(each: ActivityDefinition, { language }: CsvReader): Cell[] {
  const { values } = auditWords[language];
  const { defaultEnd: end } = each;
  const ends = end === null ? null : typeof end === 'string' ? values[end] : `${end.minutes} min`;
  const how = [values[each.callHandling], each.spoken, each.listed, each.code, each.archived] as const;
  return [each.name.sv, each.name.en, values[each.state], ends, each.endRequired, ...how];
}

/** Below `/administration/activities`; each change is answered with all as it is then. */
export function createAdministrationRoutes(administrator: ActivityAdministrator): Router {
  const router = Router();
  const now = ({ organisationId }: Principal) => administrator.read(organisationId);
  router.get('/administration/activities', route({ handler: ({ principal }) => now(principal) }));
  router.get(
    '/administration/activities.csv',
    route({
      query: CsvReader,
      async handler({ principal, query: reader, response }) {
        const parts = inOne(now(principal).activities.map((each) => cellsOf(each, reader)));
        await sendCsv(response, { name: 'vaxel-activities', reader, header: header[reader.language], parts });
      },
    }),
  );
  router.post(
    '/administration/activities',
    route({
      body: ActivityDraft,
      async handler({ body, ...asked }) {
        await administrator.add(changerOf(asked), body);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/order',
    route({
      body: ActivityOrder,
      async handler({ body, ...asked }) {
        await administrator.order(changerOf(asked), body.activityIds);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/defaults',
    route({
      body: ActivityDefaults,
      async handler({ body, ...asked }) {
        await administrator.setDefaults(changerOf(asked), body);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/:id',
    route({
      params: z.object({ id: ActivityId }),
      body: ActivityDraft,
      async handler({ body, params, ...asked }) {
        await administrator.change(changerOf(asked), params.id, body);
        return now(asked.principal);
      },
    }),
  );
  return router;
}
