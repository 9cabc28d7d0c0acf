import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import {
  ContactParams,
  GroupBody,
  GroupKeyParams,
  GroupList,
  GroupPage,
  GroupParams,
  GroupQuery,
  MemberParams,
  Membership,
  MembershipChange,
  MembershipQuery,
  Memberships,
  NumberMark,
} from '../../src/contract/contacts/groups';
import { PhotosOfContacts, PhotosQuery } from '../../src/contract/contacts/photos';
import type { GroupView, Mark } from '../../src/contract/contacts/groups';
import { FreeWatchList, FreeWatchParams } from '../../src/contract/contacts/free-watches';
import { readCards } from '../../src/contacts/cards';
import { CardText, OwnContactBody } from '../../src/contract/contacts/own-contacts';
import { VaxelError } from '../../src/contract/errors';
import type { ContactId, GroupId, UserId } from '../../src/contract/ids';
import { ContactView } from '../../src/contract/people/people';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import { aContact } from '../../tabs/fakes/samples';
import { aPng } from '../fakes/pictures';
import type { Script } from './script';

/** What a person's contacts are sorted into, as a script keeps it. */
interface Sorted {
  readonly memberships: Map<ContactId, Membership>;
  readonly groups: Map<GroupId, Omit<GroupView, 'count'>>;
  readonly removed: Map<string, unknown>;
  numbers: { readonly number: string; readonly mark: Mark }[];
}

const kept = new WeakMap<Script, Sorted>();
const support = randomUUID() as GroupId;

function sortedOf(script: Script): Sorted {
  const company = { id: support, kind: 'company', name: 'Support', owner: null, shared: false } as const;
  const sorted = kept.get(script) ?? {
    memberships: new Map(),
    groups: new Map([[support, company]]),
    removed: new Map(),
    numbers: [],
  };
  kept.set(script, sorted);
  return sorted;
}

const membershipOf = ({ memberships }: Sorted, contactId: ContactId): Membership =>
  memberships.get(contactId) ?? { contactId, favourite: false, mark: null, groups: [] };

/** Groups, favourites, VIP, Blocked and own contacts: the script keeps what windows make of them. */
export function createScriptedContacts(now: () => Script): Router {
  const router = Router();
  addGroups(router, now);
  addMembers(router, now);
  addMarks(router, now);
  addOwn(router, now);
  addPhotos(router, now);
  addFreeWatches(router, now);
  return router;
}

function addGroups(router: Router, now: () => Script): void {
  const countOf = (test: (each: Membership) => boolean): number =>
    now().contacts.filter(({ id }) => test(membershipOf(sortedOf(now()), id))).length;
  router.get(
    '/groups',
    route({
      handler() {
        const { groups, numbers } = sortedOf(now());
        const marked = (mark: Mark) =>
          countOf((each) => each.mark === mark) + numbers.filter((each) => each.mark === mark).length;
        return checked(GroupList, {
          groups: [...groups.values()].map((group) => ({
            ...group,
            count: countOf((each) => each.groups.includes(group.id)),
          })),
          favourites: countOf(({ favourite }) => favourite),
          vip: marked('vip'),
          blocked: marked('blocked'),
        });
      },
    }),
  );
  router.post(
    '/groups',
    route({
      body: GroupBody,
      handler({ body }) {
        const id = randomUUID() as GroupId;
        sortedOf(now()).groups.set(id, { id, kind: 'own', owner: null, ...body });
        return { id };
      },
    }),
  );
  router.delete(
    '/groups/:id',
    route({
      params: GroupParams,
      handler({ params }) {
        const { groups, removed } = sortedOf(now());
        removed.set(params.id, groups.get(params.id));
        groups.delete(params.id);
      },
    }),
  );
  router.post(
    '/groups/:id/restore',
    route({
      params: GroupParams,
      handler({ params }) {
        const { groups, removed } = sortedOf(now());
        groups.set(params.id, removed.get(params.id) as GroupView);
      },
    }),
  );
}

function addMembers(router: Router, now: () => Script): void {
  router.get(
    '/groups/:key/members',
    route({
      params: GroupKeyParams,
      query: GroupQuery,
      handler({ params: { key } }) {
        const sorted = sortedOf(now());
        const isIn = ({ favourite, mark, groups }: Membership): boolean =>
          key === 'favourites' ? favourite : key === mark || groups.includes(key as GroupId);
        return checked(GroupPage, {
          contacts: now().contacts.filter(({ id }) => isIn(membershipOf(sorted, id))),
          numbers: sorted.numbers.filter(({ mark }) => mark === key).map(({ number }) => number),
          next: null,
        });
      },
    }),
  );
  for (const method of ['put', 'delete'] as const)
    router[method](
      '/groups/:id/members/:contactId',
      route({
        params: MemberParams,
        handler({ params: { id, contactId } }) {
          const sorted = sortedOf(now());
          const before = membershipOf(sorted, contactId);
          const others = before.groups.filter((each) => each !== id);
          sorted.memberships.set(contactId, { ...before, groups: method === 'put' ? [...others, id] : others });
        },
      }),
    );
}

function addMarks(router: Router, now: () => Script): void {
  router.post(
    '/memberships',
    route({
      body: MembershipQuery,
      handler: ({ body }) =>
        checked(Memberships, { memberships: body.contactIds.map((id) => membershipOf(sortedOf(now()), id)) }),
    }),
  );
  router.put(
    '/memberships/:contactId',
    route({
      params: ContactParams,
      body: MembershipChange,
      handler({ params: { contactId }, body: { favourite, mark, move } }) {
        const sorted = sortedOf(now());
        const before = membershipOf(sorted, contactId);
        if (mark != null && before.mark !== null && before.mark !== mark && !move)
          throw new VaxelError('contacts.otherMark');
        const after = {
          ...before,
          ...(favourite !== undefined && { favourite }),
          ...(mark !== undefined && { mark }),
        };
        sorted.memberships.set(contactId, after);
        return checked(Membership, after);
      },
    }),
  );
  router.put(
    '/marked-numbers',
    route({
      body: NumberMark,
      handler({ body: { number, mark } }) {
        const sorted = sortedOf(now());
        const others = sorted.numbers.filter((each) => each.number !== number);
        sorted.numbers = mark === null ? others : [...others, { number, mark }];
        return { number, contactId: null };
      },
    }),
  );
}

function addFreeWatches(router: Router, now: () => Script): void {
  const waited = new WeakMap<Script, Set<UserId>>();
  const of = (): Set<UserId> => {
    const found = waited.get(now()) ?? new Set<UserId>();
    waited.set(now(), found);
    return found;
  };
  const params = FreeWatchParams;
  router.get('/free-watches', route({ handler: () => checked(FreeWatchList, { userIds: [...of()] }) }));
  router.put('/free-watches/:userId', route({ params, handler: (each) => void of().add(each.params.userId) }));
  router.delete('/free-watches/:userId', route({ params, handler: (each) => void of().delete(each.params.userId) }));
}

/** By contact. */
const photos = new WeakMap<Script, Map<ContactId, Buffer>>();
function photosOf(script: Script): Map<ContactId, Buffer> {
  const found = photos.get(script) ?? new Map<ContactId, Buffer>();
  photos.set(script, found);
  return found;
}

function addPhotos(router: Router, now: () => Script): void {
  const ofCompany = (contactId: ContactId): Buffer | undefined =>
    now().contacts.some(({ id, photo }) => id === contactId && photo !== null) ? aPng(96, 96) : undefined;
  router.post(
    '/contacts/photos',
    route({
      body: PhotosQuery,
      handler({ body: { contactIds } }) {
        const photos = now().contacts.flatMap(({ id, photo }) =>
          photo !== null && contactIds.includes(id) ? { contactId: id, photo } : [],
        );
        return checked(PhotosOfContacts, { photos });
      },
    }),
  );
  router.get(
    '/contacts/:contactId/photo',
    route({
      params: ContactParams,
      handler({ params: { contactId }, response }) {
        const photo = photosOf(now()).get(contactId) ?? ofCompany(contactId);
        if (photo === undefined) throw new VaxelError('request.notFound');
        response.type('image/jpeg').send(photo);
      },
    }),
  );
}

function addOwn(router: Router, now: () => Script): void {
  router.post(
    '/own-contacts/read',
    route({ body: CardText, handler: ({ body }) => ({ cards: readCards(body.text, (typed) => typed) }) }),
  );
  router.post(
    '/own-contacts',
    route({
      body: OwnContactBody,
      handler({ body: { name, photo = null, ...rest } }) {
        const outside = { userId: null, extension: null, line: null, own: true } as const;
        const id = randomUUID() as ContactId;
        const contact = aContact({ ...rest, ...outside, id, displayName: name, photo: photo && 'new' });
        if (photo !== null) photosOf(now()).set(id, Buffer.from(photo, 'base64'));
        now().contacts.push(contact);
        return checked(ContactView, contact);
      },
    }),
  );
  router.delete(
    '/own-contacts/:contactId',
    route({
      params: ContactParams,
      handler({ params: { contactId } }) {
        const { contacts } = now();
        const at = contacts.findIndex(({ id }) => id === contactId);
        sortedOf(now()).removed.set(contactId, contacts.splice(at, 1)[0]);
      },
    }),
  );
  router.post(
    '/own-contacts/:contactId/restore',
    route({
      params: ContactParams,
      handler({ params: { contactId } }) {
        now().contacts.push(sortedOf(now()).removed.get(contactId) as ContactView);
      },
    }),
  );
}
