import type { z } from 'zod';

/** What a fake server gives is what the contract says, or the test fails here. */
export function checked<T>(schema: z.ZodType<T>, value: T): T {
  schema.parse(value);
  return value;
}
