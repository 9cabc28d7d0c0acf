import { slotsOf } from '../ui/slot';

export const CounterBadge = slotsOf<typeof import('./later')>()('CounterBadge');
