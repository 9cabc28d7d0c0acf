import { z } from 'zod';

/** My calendar, or my roles, are others than they were: windows that show them ask anew. */
export const CalendarEvent = z.object({ type: z.literal('calendar.changed') });
