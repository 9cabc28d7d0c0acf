import { z } from 'zod';
import { opaque } from './text';
import { isTimeZone } from './time-zone';

/**
 * `GET /api/administration/contacts.csv`, `contacts.vcf`, `imports/:id/report.csv`, and with a filter the other lists.
 * How whoever saves a list as a file reads: the language of headers and words, and the clock of its times.
 */
export const CsvReader = z.object({
  language: z.enum(['sv', 'en']).default('sv'),
  /** IANA name. */
  zone: opaque(64).refine(isTimeZone).default('UTC'),
});
export type CsvReader = z.infer<typeof CsvReader>;
