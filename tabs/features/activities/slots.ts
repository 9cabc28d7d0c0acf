import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const ActivityChooser = slot('ActivityChooser');
export const ActivitySettings = slot('ActivitySettings');
export const ResetActivity = slot('ResetActivity');
export const SetForAnother = slot('SetForAnother');
export const StatusMessage = slot('StatusMessage');
