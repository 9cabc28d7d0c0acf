import { z } from 'zod';
import { DeviceId } from './ids';

export const ShortcutAction = z.enum(['answer', 'decline', 'hangUp', 'mute', 'hold', 'search']);
export type ShortcutAction = z.infer<typeof ShortcutAction>;

/** A user's settings that follow the person. Audio devices are kept in the browser: their ids differ between browsers. */
export const Settings = z.object({
  /** null = as Teams says. */
  language: z.enum(['sv', 'en']).nullable(),
  /** Default number to show: E.164 of mine, `anonymous`, or null = my first number. */
  numberToShow: z.string().nullable(),
  /** Where my new calls get their audio: a device of mine, my mobile number, or null = the window I call from. */
  callFrom: z.union([z.literal('mobile'), DeviceId]).nullable(),
  /** Shortcuts that I changed, e.g. `Ctrl+Shift+M`; null = none. What is absent is as delivered. */
  shortcuts: z.partialRecord(ShortcutAction, z.string().min(1).max(40).nullable()),
});
export type Settings = z.infer<typeof Settings>;

/** `PATCH /api/settings`: the given keys are changed. */
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: Settings = { language: null, numberToShow: null, callFrom: null, shortcuts: {} };
