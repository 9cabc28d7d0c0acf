import { chunk } from '../../ui/chunk';
import type { WhyDialogProps } from './WhyDialog';

/** For whoever shows them: of the settings, and of a call in the list. */
export const IncomingCalls = chunk('rules', async () => (await import('./IncomingCalls')).IncomingCalls, 'rules');
export const WhyDialog = chunk<WhyDialogProps>('why', async () => (await import('./WhyDialog')).WhyDialog, 'rules');
