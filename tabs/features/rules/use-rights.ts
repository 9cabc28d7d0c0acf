import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RightsChange, RightsView } from '../../../src/contract/rules/rights';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

export type RightsDraft = Omit<RightsView, 'revision' | 'country' | 'timeZone'>;

const path = '/administration/rights';
const queryKey = ['rights'];

/** Rights as they are kept, as they are being changed, and the way back to the server. */
export function useRights() {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const {
    data: view,
    error,
    refetch,
  } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await (await rest.ask('GET', path, { signal })).json()) as RightsView,
    retry: 1,
  });
  // Only what was changed: the rest goes on following the server, where another administrator may be at it too.
  const [draft, setDraft] = useState<Partial<RightsDraft> | null>(null);
  const [isSiteWrong, setSiteWrong] = useState(false);

  async function put(body: RightsChange): Promise<void> {
    try {
      const answer = await rest.ask('PUT', path, { body });
      queries.setQueryData<RightsView>(queryKey, (await answer.json()) as RightsView);
      setDraft(null);
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'rules.rights.saved' });
    } catch (error) {
      // Of rights only the site's number can be none that there is; of rules it is where a call is led.
      if (errorCode(error) === 'rules.unknownTarget') return setSiteWrong(true);
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      if (errorCode(error) === 'rules.outdated') await queries.invalidateQueries({ queryKey });
    }
  }

  return {
    view: view ?? null,
    draft: view === undefined ? null : { ...view, ...draft },
    isChanged: draft !== null && view !== undefined && changed(view, draft),
    /** The number of the site was refused as it is. */
    isSiteWrong,
    error,
    again: () => void refetch(),
    change: (part: Partial<RightsDraft>): void => {
      if (part.siteNumber !== undefined) setSiteWrong(false);
      setDraft({ ...draft, ...part });
    },
    save(): void {
      // The field says what is missing.
      if (!view || draft?.openHours?.some(({ days }) => days.length === 0)) return;
      setSiteWrong(false);
      const { chosen, chosenCallers, chosenPickers, helpTold, ...rights } = { ...view, ...draft };
      const { country: _, timeZone: _zone, comingHolidays: _days, ...kept } = rights;
      const classes = classesOf(kept.classes);
      const people = {
        userIds: idsOf(chosen),
        callerIds: idsOf(chosenCallers),
        pickerIds: idsOf(chosenPickers),
        helpToldIds: idsOf(helpTold),
      };
      void put({ ...kept, ...people, classes });
    },
  };
}

const idsOf = (people: RightsView['chosen']) => people.map(({ userId }) => userId);

const classesOf = (classes: RightsView['classes']): RightsChange['classes'] =>
  Object.fromEntries(
    Object.entries(classes).map(([name, { people, offHoursPeople, ...right }]) => [
      name,
      { ...right, userIds: idsOf(people), offHoursIds: idsOf(offHoursPeople) },
    ]),
  ) as RightsChange['classes'];

const changed = (view: RightsView, draft: Partial<RightsDraft>): boolean =>
  (Object.keys(draft) as (keyof RightsDraft)[]).some((key) => JSON.stringify(view[key]) !== JSON.stringify(draft[key]));
