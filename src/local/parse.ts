import { z } from 'zod';
import { VaxelError } from '../contract/errors';

/** Checks what came in. @throws VaxelError request.invalid */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new VaxelError('request.invalid', z.prettifyError(result.error));
  return result.data;
}
