import { chunk } from '../../ui/chunk';

/** My roles, for the settings. */
export const RoleSettings = chunk('roles', async () => (await import('./RoleSettings')).RoleSettings);
