import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';

/** An activity of the organisation, as the calendar draws it. */
export interface CalendarActivity {
  readonly id: string;
  readonly name: string;
  readonly icon: string;
  readonly archived: boolean;
}

interface Choices {
  readonly activities: readonly {
    readonly id: string;
    readonly key: string;
    readonly name: { readonly sv: string; readonly en: string };
    readonly icon: string;
    readonly listed: boolean;
    readonly archived: boolean;
  }[];
}

export interface Activities {
  readonly all: readonly CalendarActivity[];
  /** Those that can be planned. */
  readonly choices: readonly CalendarActivity[];
  /** What holds where nothing is planned. */
  readonly available: CalendarActivity | undefined;
  find(id: string | null): CalendarActivity | undefined;
}
