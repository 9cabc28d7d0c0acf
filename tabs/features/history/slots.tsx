import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const CallDetail = slot('CallDetail', <SectionSkeleton rows={4} />);
export const CallListMenu = slot('CallListMenu');
export const CallRowMenu = slot('CallRowMenu');
export const ClearDialog = slot('ClearDialog');
export const EarlierCalls = slot('EarlierCalls');
export const VirtualLines = slot('VirtualLines');
