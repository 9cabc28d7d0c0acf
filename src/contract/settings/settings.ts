import { z } from 'zod';
import { DeviceId } from '../ids';
import { line, opaque } from '../text';
import { isTimeZone } from '../time-zone';

/** What has a shortcut. */
export const ShortcutAction = z.enum([
  'answer',
  'decline',
  'hangUp',
  'hold',
  'nextHeld',
  'mute',
  'keypad',
  'transfer',
  'connect',
  'takeBack',
  'takeHere',
  'callBack',
  'redial',
  'search',
]);
export type ShortcutAction = z.infer<typeof ShortcutAction>;

/**
 * A user's settings that follow the person. Audio devices are kept in the browser: their ids differ between browsers.
 */
export const Settings = z.object({
  /** null = as Teams says. */
  language: z.enum(['sv', 'en']).nullable(),
  /** null = that of the computer one looks at, `organisation`, or an IANA name. */
  timeZone: opaque(64)
    .refine((zone) => zone === 'organisation' || isTimeZone(zone))
    .nullable(),
  /** Notifications by the operating system where windows can show them; null = the person has not said. */
  notifications: z.boolean().nullable(),
  /** Default number to show: E.164 of mine, `anonymous`, or null = my first number. */
  numberToShow: line(64).nullable(),
  /** Where my new calls get their audio: a device of mine, my mobile number, or null = the window I call from. */
  callFrom: z.union([z.literal('mobile'), DeviceId]).nullable(),
  /**
   * Shortcuts that I changed, e.g. `Ctrl+Shift+M`; null = none. What is absent is as delivered. `plainKeys` are those
   * without a modifier (`/`, `?`, digits): null = off.
   */
  shortcuts: z.partialRecord(z.enum([...ShortcutAction.options, 'plainKeys']), line(40, 1).nullable()),
});
export type Settings = z.infer<typeof Settings>;

/** `PATCH /api/settings`: the given keys are changed. */
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const defaultSettings: Settings = {
  language: null,
  timeZone: null,
  notifications: null,
  numberToShow: null,
  callFrom: null,
  shortcuts: {},
};
