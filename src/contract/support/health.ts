import { z } from 'zod';
import { Versions } from './versions';

/** `GET /api/administration/health`: how the server does, and what of it is the organisation's. */
export const Health = z.object({
  versions: Versions,
  startedAtMs: z.number().int(),
  /** How long it took to answer; null = it does not. */
  database: z.object({ answeredInMs: z.number().nullable(), bytes: z.number().nullable() }),
  /** Of the organisation. */
  switch: z.object({ devices: z.number().int(), calls: z.number().int() }),
  /** Of the organisation: what is due and not done, and what was given up. */
  jobs: z.object({ waiting: z.number().int(), oldestMs: z.number().nullable(), failed: z.number().int() }),
  /** Those by which its people's tokens are signed; `readAtMs` null = not needed yet. */
  keys: z.object({ count: z.number().int(), readAtMs: z.number().nullable(), failedAtMs: z.number().nullable() }),
  /** Of the organisation's open windows, by the version of their page; null = one that does not say. */
  windows: z.array(z.object({ version: z.string().nullable(), count: z.number().int() })),
});
export type Health = z.infer<typeof Health>;
