import { join } from 'node:path';
import express, { Router } from 'express';
import { demoAccounts } from './demo/accounts';
import { demoOrganisations } from './demo/organisations';
import { stableId } from './demo/stable-id';
import { localApp } from './entra-settings';

/**
 * Everything from here, and the tab framed from here. Fluent UI writes its styles into the page, hence 'unsafe-inline'
 * for styles.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

/** The demo as the pages need it: who there is, and what the Teams-like host tells the tab about its user. */
function demoDirectory() {
  const accounts = [...demoAccounts.values()];
  return {
    app: { teamsAppId: localApp.teamsAppId, clientId: localApp.clientId },
    people: accounts.map(({ roles, ...account }) => {
      const user = demoOrganisations.flatMap(({ users }) => users).find(({ key }) => key === account.key);
      const numbers = user?.numbers.map(({ label, number }) => ({ label, number })) ?? [];
      const deskPhoneId = stableId(`desk phone ${account.objectId}`);
      return {
        ...account,
        roles,
        extension: user?.extension ?? null,
        role: user?.role ?? null,
        department: user?.department ?? null,
        numbers,
        mobile: user?.mobile ?? null,
        deskPhoneId,
      };
    }),
  };
}

export type DemoDirectory = ReturnType<typeof demoDirectory>;
export type DemoPerson = DemoDirectory['people'][number];

/** The pages of the local workplace, built by vite into `pagesFolder`, and the demo people as JSON. */
export function createPageRoutes(pagesFolder: string): Router {
  const router = Router();
  const page =
    (file: string): express.RequestHandler =>
    (_request, response, next) => {
      response.set({
        'Content-Security-Policy': contentSecurityPolicy,
        'Cache-Control': 'no-cache',
        'Permissions-Policy': 'microphone=(self), camera=(self)',
      });
      response.removeHeader('X-Frame-Options');
      response.sendFile(join(pagesFolder, file), (error: unknown) => {
        if (error) next(error);
      });
    };
  router.get('/', page('index.html'));
  router.get('/local/teams', page('teams.html'));
  router.get('/local/outside', page('outside.html'));
  router.get('/local/desk-phone', page('desk-phone.html'));
  router.get('/local/people', (_request, response) => void response.json(demoDirectory()));
  router.use(
    '/local/assets',
    express.static(join(pagesFolder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  return router;
}
