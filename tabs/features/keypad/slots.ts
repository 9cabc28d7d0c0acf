import { slotsOf } from '../../ui/slot';

export const KeypadPopover = slotsOf<typeof import('./later')>()('KeypadPopover');
