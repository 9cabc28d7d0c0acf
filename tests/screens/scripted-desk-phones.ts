import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import {
  DeskPhoneAccount,
  DeskPhoneList,
  DeskPhoneParams,
  NewDeskPhone,
  PhoneSetup,
  PhoneSetupAddress,
  type DeskPhone,
} from '../../src/contract/devices/desk-phones';
import type { DeviceId } from '../../src/contract/ids';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

const accountOf = (phone: DeskPhone, password: string) =>
  checked(DeskPhoneAccount, {
    phone,
    host: 'sip.fjallbo.example',
    port: 5061,
    username: 't0123456789',
    password,
    uri: `sip:t0123456789:${password}@sip.fjallbo.example:5061;transport=${phone.transport}`,
  });

/** The person's own desk phones, and those of people in the administration, which are the same here. */
export function createScriptedDeskPhones(now: () => Script): Router {
  const router = Router();
  for (const path of ['/desk-phones', '/administration/people/:userId/desk-phones']) {
    const find = (id: DeviceId) => now().deskPhones.phones.find((phone) => phone.id === id);
    router.get(path, route({ handler: () => checked(DeskPhoneList, now().deskPhones) }));
    router.post(
      path,
      route({
        body: NewDeskPhone,
        handler({ body }) {
          const id = randomUUID() as DeviceId;
          const phone = { ...body, id, registered: false, model: null, seenAtMs: null };
          now().deskPhones = { ...now().deskPhones, phones: [...now().deskPhones.phones, phone] };
          return accountOf(phone, 'first-secret');
        },
      }),
    );
    router.post(
      `${path}/:deviceId/secret`,
      route({
        params: DeskPhoneParams,
        handler({ params }) {
          const phone = find(params.deviceId);
          return phone && accountOf(phone, 'second-secret');
        },
      }),
    );
    router.post(
      `${path}/:deviceId/setup`,
      route({
        params: DeskPhoneParams,
        body: PhoneSetup,
        handler({ body }) {
          const address = `https://phone.fjallbo.example/phones/abc/${body.make}`;
          return checked(PhoneSetupAddress, { address, expiresAtMs: Date.now() + 3_600_000 });
        },
      }),
    );
    router.delete(
      `${path}/:deviceId`,
      route({
        params: DeskPhoneParams,
        handler({ params }) {
          const phones = now().deskPhones.phones.filter(({ id }) => id !== params.deviceId);
          now().deskPhones = { ...now().deskPhones, phones };
        },
      }),
    );
  }
  return router;
}
