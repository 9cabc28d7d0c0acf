import type { Feature } from '../../ui/feature';

export const numberToShow: Feature = { later: () => import('./later') };
