import { z } from 'zod';

/** `GET /api/administration/people/:userId/personal-data?as=json|csv&language=`: a file with all that is about one. */
export const PersonalDataQuery = z.object({
  as: z.enum(['json', 'csv']).default('json'),
  language: z.enum(['sv', 'en']).default('sv'),
});
export type PersonalDataQuery = z.infer<typeof PersonalDataQuery>;
