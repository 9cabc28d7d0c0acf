import { slotsOf } from '../ui/slot';

const slots = slotsOf<typeof import('./later')>();

export const CounterBadge = slots('CounterBadge');
export const MoreSections = slots('MoreSections');
