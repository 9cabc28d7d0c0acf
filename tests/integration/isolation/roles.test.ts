import type { Role } from '../../../src/contract/people/people';
import { casesOf } from './cases';
import { routesOf } from './route-table';
import { createWorld, type World } from './world';

/** What only administrators may do is nobody else's: generated from the routes, so that what is new is asked too. */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const nothing = { ids: new Map<string, string>(), texts: [] };

test.each<[string, readonly Role[]]>([
  ['a user', ['user']],
  ['a supervisor', ['user', 'supervisor']],
])(
  'every route of the administration is 403 to %s, with or without what it takes, and changes nothing',
  async (_who, roles) => {
    const routes = routesOf(world.all.routers).filter(({ path }) => path.startsWith('/administration'));
    expect(routes.length).toBeGreaterThan(30);
    world.asks({ ...world.olga, roles });
    const before = await world.everyRow.everything(world.sjobris);
    const wrong: string[] = [];
    for (const route of routes) {
      const bodies = [
        ...new Set(
          casesOf(route, nothing, nothing)
            .slice(0, 3)
            .map(({ body }) => JSON.stringify(body)),
        ),
      ];
      for (const body of [...bodies, '{', undefined]) {
        const path = route.path.replaceAll(/:\w+/g, '3b241101-e2bb-4255-8caf-4136c566a962');
        const response = await fetch(`${world.url}/api${path}`, {
          method: route.method,
          headers: { authorization: 'Bearer somebody', 'content-type': 'application/json' },
          ...(route.method === 'GET' || body === undefined ? {} : { body }),
        });
        const answer = (await response.json()) as { code?: string };
        if (response.status !== 403 || answer.code !== 'auth.notAllowed')
          wrong.push(`${route.method} ${path} ${body ?? ''}: ${response.status} ${answer.code ?? ''}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await world.everyRow.everything(world.sjobris)).toEqual(before);
    expect(world.told).toEqual([]);
  },
);

test('a window is given the same to draw itself as a user and as an administrator, but for the roles', async () => {
  for (const [name, read] of Object.entries(world.all.snapshot)) {
    const [all, few] = await Promise.all([read(world.olga), read({ ...world.olga, roles: ['user'] })]);
    const withoutRoles = (part: unknown): unknown => (name === 'me' ? { ...(part as object), roles: null } : part);
    expect([name, withoutRoles(few)]).toEqual([name, withoutRoles(all)]);
  }
});
