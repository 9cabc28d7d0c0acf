import { z } from 'zod';
import { DeviceView } from './devices';

export const DevicesEvent = z.object({ type: z.literal('devices'), devices: z.array(DeviceView) });

export const DevicesPart = z.object({ devices: z.array(DeviceView) });
