import { slotsOf } from '../../ui/slot';

export const Banners = slotsOf<typeof import('./later')>()('Banners');
