import { slotsOf } from '../../ui/slot';

export const SearchGrid = slotsOf<typeof import('./later')>()('SearchGrid');
