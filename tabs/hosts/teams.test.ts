import { settle } from '../fakes/fake-clock';
import { connectTeams, themeName } from './teams';

type Handler = (...args: unknown[]) => unknown;
const mockHandlers: Record<string, Handler[]> = {};
const mockSaid: string[] = [];
const mockContext = {
  app: { locale: 'sv-SE', theme: 'default', host: { name: 'Outlook' } },
  user: { loginHint: 'anna@fjallbo.example' },
  page: { subPageId: 'settings' as string | undefined },
};

jest.mock('@microsoft/teams-js', () => {
  const keep = (name: string) => (handler: Handler) =>
    void (mockHandlers[name] = [...(mockHandlers[name] ?? []), handler]);
  return {
    app: {
      initialize: async () => undefined,
      notifyAppLoaded: () => mockSaid.push('loaded'),
      notifySuccess: async () => mockSaid.push('success'),
      getContext: async () => mockContext,
      openLink: async () => undefined,
      registerOnThemeChangeHandler: keep('theme'),
      lifecycle: { registerBeforeSuspendOrTerminateHandler: keep('suspend'), registerOnResumeHandler: keep('resume') },
    },
    authentication: { getAuthToken: async () => 'token' },
  };
});

const config = { mode: 'production', validMessageOrigins: [], entra: null, termsUrl: null } as unknown as Parameters<
  typeof connectTeams
>[0];

async function connect() {
  for (const name of Object.keys(mockHandlers)) delete mockHandlers[name];
  const found = await connectTeams(config);
  if (found.kind !== 'host') throw new Error('no host');
  return found.host;
}

it('says who is signed in, for the own window', async () =>
  expect((await connect()).account).toBe('anna@fjallbo.example'));

it('is ready to be unloaded at once: the call lives in the server', async () => {
  await connect();
  expect(mockHandlers['suspend']).toHaveLength(1);
  let ready = false;
  void Promise.resolve(mockHandlers['suspend']?.[0]?.()).then(() => (ready = true));
  await Promise.resolve();
  await Promise.resolve();
  expect(ready).toBe(true);
});

it('says which program it is in', async () => expect((await connect()).appName).toBe('Outlook'));

it('tells of a resume at once, goes where it leads, and can be put away again', async () => {
  const host = await connect();
  const told: string[] = [];
  host.onResume(() => told.push('resumed'));
  host.onSubPage((page) => told.push(page));
  mockSaid.length = 0;
  mockContext.page.subPageId = 'return/1';
  mockHandlers['resume']?.[0]?.({});
  expect(told).toEqual(['resumed']);
  expect(mockSaid).toEqual(['success']);
  // Suspending drops every handler.
  for (const name of ['suspend', 'resume', 'theme']) expect(mockHandlers[name]).toHaveLength(2);
  await settle();
  expect(told).toEqual(['resumed', 'return/1']);
});

it('knows the theme and the language that were changed while it was put away, and hears of later changes', async () => {
  const host = await connect();
  const told: string[] = [];
  host.onThemeChange((theme) => told.push(theme));
  host.onLocaleChange((locale) => told.push(locale));
  mockContext.app.theme = 'dark';
  mockContext.app.locale = 'en-US';
  mockContext.page.subPageId = undefined;
  mockHandlers['resume']?.[0]?.({});
  await settle();
  expect(told).toEqual(['dark', 'en-US']);
  mockHandlers['theme']?.[1]?.('contrast');
  expect(told).toEqual(['dark', 'en-US', 'contrast']);
});

it('themes of Teams are the three that Fluent has', () => {
  expect(['default', 'dark', 'contrast', 'glass', 'new'].map(themeName)).toEqual([
    'light',
    'dark',
    'contrast',
    'dark',
    'light',
  ]);
});
