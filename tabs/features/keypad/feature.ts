import type { Feature } from '../../ui/feature';

export const keypad: Feature = { later: () => import('./later') };
