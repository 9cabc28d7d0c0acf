/** The section: what is kept within it covers no call. On a phone the calls are a sheet of their own. */
export const mainArea = (): HTMLElement | null => document.querySelector('main');
