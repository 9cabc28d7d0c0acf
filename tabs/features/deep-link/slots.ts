import { slotsOf } from '../../ui/slot';

export const DeepLinkDialog = slotsOf<typeof import('./later')>()('DeepLinkDialog');
