import { z } from 'zod';

/** A user's settings that follow the person. Audio devices are kept in the browser: their ids differ between browsers. */
export const Settings = z.object({
  /** null = as Teams says. */
  language: z.enum(['sv', 'en']).nullable(),
  /** Default number to show: E.164 of mine, `anonymous`, or null = my first number. */
  numberToShow: z.string().nullable(),
});
export type Settings = z.infer<typeof Settings>;

/** `PATCH /api/settings`: the given keys are changed. */
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: Settings = { language: null, numberToShow: null };
