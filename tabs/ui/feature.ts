import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import type { ServerEvent, Values } from '../../src/contract/realtime';
import type { Role } from '../../src/contract/people/people';
import type { Section } from '../../src/contract/deep-links';
import type { Services } from '../session/services';
import type { Slice } from '../state/slice';

/** What a feature hands in to the page, which reads one list of them (app/features.ts). */
export interface Feature {
  readonly section?: FeatureSection;
  /** What only this feature keeps of what the server tells; read by `sliceOf(state, slice)`. */
  readonly slice?: Slice<unknown>;
  /** Brings the lists of the feature in step with what the server tells of what is watched. */
  readonly onValues?: (queries: QueryClient, values: Values) => void;
  /** The same with what the server tells of the person. */
  readonly onEvent?: (queries: QueryClient, event: ServerEvent) => void;
  /** Asks for what its first view shows, while the page is still on its way to the server. */
  readonly early?: (services: Pick<Services, 'queries' | 'rest'>) => void;
  /** Its part that the first view does without, by name of component: what fills its slots. */
  readonly later?: () => Promise<object>;
}

export interface FeatureSection {
  /** Its address; its name is the text `nav.<id>`. */
  readonly id: Section;
  /** As it stands in the navigation, elsewhere and where one is. */
  readonly icon: { readonly regular: ReactNode; readonly filled: ReactNode };
  /** Only for whom the server says to be one of these; to all others it is not there. */
  readonly role?: Role;
  /** With the sections at the end of the navigation, which are not about calls and people. */
  readonly last?: boolean;
  /** Draws with what there is that the person has not looked at. */
  readonly News?: ComponentType<{ readonly draw: (news: SectionNews) => ReactNode }>;
  readonly Page: ComponentType;
}

export interface SectionNews {
  readonly count: number;
  /** Says the count in words: the key of a text with `{{count}}`. */
  readonly text: string;
  /** What else the text has in it. */
  readonly values?: Readonly<Record<string, number>>;
  /** It belongs to the name, "Voicemail, 2 new", and does not only describe it. */
  readonly inName?: boolean;
}
