import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const OtherKeys = slot('OtherKeys');
export const ShortcutsDialog = slot('ShortcutsDialog');
