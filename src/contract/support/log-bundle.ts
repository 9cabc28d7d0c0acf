import { z } from 'zod';
import { storable } from '../text';

/** `POST /api/log-bundle`: what the window itself has logged, oldest first. */
export const LogBundleRequest = z.object({ lines: z.array(z.string().max(2_000).overwrite(storable)).max(2_000) });
export type LogBundleRequest = z.infer<typeof LogBundleRequest>;
