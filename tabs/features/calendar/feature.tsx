import { CalendarLtrFilled, CalendarLtrRegular } from '@fluentui/react-icons/svg/calendar-ltr';
import { chunk } from '../../ui/chunk';
import type { Feature } from '../../ui/feature';

export const calendar: Feature = {
  section: {
    id: 'calendar',
    icon: { regular: <CalendarLtrRegular />, filled: <CalendarLtrFilled /> },
    Page: chunk('calendar', async () => (await import('./CalendarSection')).CalendarSection),
  },
  onEvent(queries, { type }) {
    if (type === 'calendar.changed') void queries.invalidateQueries({ queryKey: ['calendar'] });
  },
};
