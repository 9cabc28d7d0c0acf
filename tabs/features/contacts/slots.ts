import { slotsOf } from '../../ui/slot';

export const FreeNotices = slotsOf<typeof import('./later')>()('FreeNotices');
