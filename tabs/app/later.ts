import { lazy } from 'react';

/**
 * What nobody sees in the first view: popups, cards, details. One chunk, fetched as soon as the first view is drawn, so that
 * it is there when it is needed, also when the server has gone away since.
 */
export const loadLater = () => import('./later-parts');

export const Banners = lazy(async () => ({ default: (await loadLater()).Banners }));
export const CallCardView = lazy(async () => ({ default: (await loadLater()).CallCardView }));
export const CallDetail = lazy(async () => ({ default: (await loadLater()).CallDetail }));
export const CallListMenu = lazy(async () => ({ default: (await loadLater()).CallListMenu }));
export const ClearDialog = lazy(async () => ({ default: (await loadLater()).ClearDialog }));
export const ContactsSection = lazy(async () => ({ default: (await loadLater()).ContactsSection }));
export const DeepLinkDialog = lazy(async () => ({ default: (await loadLater()).DeepLinkDialog }));
export const KeypadPopover = lazy(async () => ({ default: (await loadLater()).KeypadPopover }));
export const Notices = lazy(async () => ({ default: (await loadLater()).Notices }));
export const NumberToShowMenu = lazy(async () => ({ default: (await loadLater()).NumberToShowMenu }));
export const ProfilePopover = lazy(async () => ({ default: (await loadLater()).ProfilePopover }));

export const SettingsSection = lazy(async () => ({ default: (await import('../features/settings/SettingsSection')).SettingsSection }));
export const HelpSection = lazy(async () => ({ default: (await import('../features/help/HelpSection')).HelpSection }));
