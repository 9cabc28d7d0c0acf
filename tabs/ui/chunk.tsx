import { createElement, useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { addTexts, type Namespace } from '../i18n/i18n';
import { SectionSkeleton } from './SectionSkeleton';
import { useServices } from './services';
import { useStore } from './use-store';

/**
 * A component of its own chunk, fetched when it is opened, and again until it is there. Its texts come with the later
 * parts.
 * @param texts a namespace of its own that it needs besides
 */
export function chunk<Props extends object = object>(
  name: string,
  fetchPart: () => Promise<ComponentType<Props>>,
  texts?: Namespace,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Chunk(props): ReactNode {
    const { parts, later, i18n } = useServices();
    const ready = useStore(later, (value) => value !== null);
    const [found, setFound] = useState(() => loaded);
    useEffect(() => {
      const fetchAll = async () => (await Promise.all([fetchPart(), texts && addTexts(i18n, texts)]))[0];
      void parts.load(name, fetchAll).then((component) => setFound(() => (loaded = component)));
    }, [parts, i18n]);
    return found === null || !ready ? <SectionSkeleton /> : createElement(found, props);
  };
}
