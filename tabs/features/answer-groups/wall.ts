import { chunk } from '../../ui/chunk';

/** The page of a screen on the wall: of its own, without calls and navigation. */
export const Wall = chunk('wallboard', async () => (await import('./wallboard/WallPage')).WallPage);
