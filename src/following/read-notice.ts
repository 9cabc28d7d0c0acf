import type { z } from 'zod';

/**
 * What a trigger of the database has said. Null: this is none of ours. Whoever has the database can say anything on its
 * channels.
 */
export function readNotice<Change>(schema: z.ZodType<Change>, payload: string): Change | null {
  try {
    return schema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
