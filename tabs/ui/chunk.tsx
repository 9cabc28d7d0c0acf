import { createElement, useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { SectionSkeleton } from './SectionSkeleton';
import { useServices } from './services';
import { useStore } from './use-store';

/**
 * A component of its own chunk, fetched when it is opened, and again until it is there. Its texts come with the later
 * parts.
 */
export function chunk(name: string, fetchPart: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Chunk(): ReactNode {
    const { parts, later } = useServices();
    const ready = useStore(later, (value) => value !== null);
    const [found, setFound] = useState(() => loaded);
    useEffect(() => {
      void parts.load(name, fetchPart).then((component) => setFound(() => (loaded = component)));
    }, [parts]);
    return found === null || !ready ? <SectionSkeleton /> : createElement(found);
  };
}
