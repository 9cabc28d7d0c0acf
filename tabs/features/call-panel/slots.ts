import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const CallCards = slot('CallCards');
export const MiniCall = slot('MiniCall');
