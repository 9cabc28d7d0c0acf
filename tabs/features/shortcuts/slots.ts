import { slotsOf } from '../../ui/slot';

export const ShortcutsDialog = slotsOf<typeof import('./later')>()('ShortcutsDialog');
