import { slotsOf } from '../../ui/slot';

export const ProfilePopover = slotsOf<typeof import('./later')>()('ProfilePopover');
