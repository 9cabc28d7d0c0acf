import type { Feature } from '../../ui/feature';

export const notices: Feature = { later: () => import('./later') };
