import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const ActivityChooser = slot('ActivityChooser');
export const ResetActivity = slot('ResetActivity');
export const StatusMessage = slot('StatusMessage');
