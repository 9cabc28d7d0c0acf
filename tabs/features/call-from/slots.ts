import { slotsOf } from '../../ui/slot';

export const CallFromMenu = slotsOf<typeof import('./later')>()('CallFromMenu');
