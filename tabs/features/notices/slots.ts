import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const Announcer = slot('Announcer');
export const Notices = slot('Notices');
export const Notifier = slot('Notifier');
