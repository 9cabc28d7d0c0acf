import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const MessageOfCall = slot('MessageOfCall');
