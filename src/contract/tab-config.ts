import { z } from 'zod';

/** `GET /tab/config.json`, no token needed: what a window must know before it can sign in. Holds no secrets. */
export const TabConfig = z.object({
  mode: z.enum(['local', 'production']),
  /** Origins besides Microsoft's own whose pages may frame the tab and speak TeamsJS to it. */
  validMessageOrigins: z.array(z.string()),
  /** Sign-in of a plain browser page; null in local mode, where `/local/token` stands in for it. */
  entra: z
    .object({
      clientId: z.string(),
      /** e.g. `https://login.microsoftonline.com/organizations`. */
      authority: z.string(),
      /** Scope of our own API, e.g. `api://host/client/access_as_user`. */
      scope: z.string(),
    })
    .nullable(),
  /** Page with the terms of use, shown in Help; null hides the link. */
  termsUrl: z.string().nullable(),
  /** Whom to turn to when something does not work, shown in Help: a number, an address, or words. */
  supportContact: z.string().nullable(),
});
export type TabConfig = z.infer<typeof TabConfig>;
