import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Who may show the tab in a frame: Teams, Microsoft 365 and Outlook, as Microsoft's documentation lists them. */
export const microsoftFrames = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
] as const;

const common = {
  // The sign-in window of MSAL talks to its opener.
  crossOriginOpenerPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;

/** Everything that is not a page: nothing may be run from it or frame it. */
export function apiHeaders(): RequestHandler {
  return helmet({
    ...common,
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    xFrameOptions: { action: 'deny' },
  });
}

export interface TabHeaderOptions {
  /** Origins whose pages may frame the tab. */
  readonly frameAncestors: readonly string[];
  /** Origins that the tab may call or sign in at, besides its own. */
  readonly connectSources: readonly string[];
  /** Origins that the tab may open a WebSocket to, besides its own. */
  readonly socketSources?: readonly string[];
}

/** The tab's pages: framed by its hosts only, with microphone and speakers. */
export function tabHeaders({ frameAncestors, connectSources, socketSources = [] }: TabHeaderOptions): RequestHandler {
  const secure = helmet({
    ...common,
    // CSP frame-ancestors says it; X-Frame-Options cannot name several hosts and would shut them out.
    xFrameOptions: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Fluent UI sets style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:', 'data:', 'mediastream:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", ...connectSources, ...socketSources],
        frameSrc: ["'self'", ...connectSources],
        frameAncestors: [...frameAncestors],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
  });
  return (request, response, next) => {
    response.removeHeader('X-Frame-Options');
    response.set(
      'Permissions-Policy',
      'microphone=(self), autoplay=(self), speaker-selection=(self), camera=(), geolocation=(), display-capture=()',
    );
    secure(request, response, next);
  };
}
