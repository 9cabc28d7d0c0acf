import { slotsOf } from '../../ui/slot';

const slot = slotsOf<typeof import('./later')>();

export const NumberToShowMenu = slot('NumberToShowMenu');
export const ShowOnce = slot('ShowOnce');
