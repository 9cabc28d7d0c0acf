import { z } from 'zod';
import { CsvReader } from '../csv';

/** `GET /api/administration/people/:userId/personal-data?as=json|csv&language=`: a file with all that is about one. */
export const PersonalDataQuery = z.object({
  as: z.enum(['json', 'csv']).default('json'),
  ...CsvReader.shape,
});
export type PersonalDataQuery = z.infer<typeof PersonalDataQuery>;
