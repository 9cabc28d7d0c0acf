import { z } from 'zod';

/** `GET /api/versions`, for the Help section and for support. */
export const Versions = z.object({
  vaxel: z.string(),
  node: z.string(),
  database: z.string(),
  switch: z.string(),
  /** The parts that support asks about, e.g. `sip.js`. */
  parts: z.record(z.string(), z.string()),
});
export type Versions = z.infer<typeof Versions>;
