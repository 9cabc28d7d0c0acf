import { z } from 'zod';
import { Settings } from './settings';

export const SettingsEvent = z.object({ type: z.literal('settings'), settings: Settings });

export const SettingsPart = z.object({ settings: Settings });
