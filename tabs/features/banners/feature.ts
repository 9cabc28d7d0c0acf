import type { Feature } from '../../ui/feature';

export const banners: Feature = { later: () => import('./later') };
