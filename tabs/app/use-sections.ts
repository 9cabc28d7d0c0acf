import { useEffect, useMemo } from 'react';
import type { ComponentType } from 'react';
import type { FeatureSection } from '../ui/feature';
import { useServices } from '../ui/services';
import { useStore } from '../ui/use-store';
import { features } from './features';

const all = features.flatMap(({ section }) => section ?? []);

/** The sections that the person may open, and where he or she is: a link to another one leads to the first. */
export function useSections(): { readonly sections: readonly FeatureSection[]; readonly Page?: ComponentType } {
  const { navigation, store } = useServices();
  const roles = useStore(store, ({ me }) => me?.roles);
  const sections = useMemo(
    () => all.filter(({ role }) => role === undefined || roles?.includes(role) === true),
    [roles],
  );
  const id = useStore(navigation.place, ({ section }) => section);
  const current = sections.find((section) => section.id === id);
  const isClosed = roles !== undefined && current === undefined;
  useEffect(() => {
    if (isClosed) navigation.open('calls');
  }, [isClosed, navigation]);
  return { sections, ...(current && { Page: current.Page }) };
}
