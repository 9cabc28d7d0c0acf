import type { ComponentType, ReactNode } from 'react';

/** Tabs of the administration, in the order in which they stand; one that does not work yet is absent. */
export const tabIds = [
  'people',
  'numbers',
  'trunks',
  'answer-groups',
  'groups',
  'activities',
  'rules',
  'rights',
  'recordings',
  'organisation',
  'import',
  'links',
  'audit',
  'health',
] as const;
export type TabId = (typeof tabIds)[number];

export interface TabProps {
  /** What is open in it, as the address says behind its name: an id, in most. */
  readonly selected: string | null;
  /** Opens something in it, in the address too; null closes it. */
  readonly select: (id: string | null) => void;
}

/** What a tab hands in: its file in `tabs/`, its line in `tabs.ts`. Its name is `administration.tab.<id>`. */
export interface AdministrationTab {
  readonly id: TabId;
  readonly Page: ComponentType<TabProps>;
  /** Draws with how many things wait there. */
  readonly News?: ComponentType<{ readonly draw: (count: number) => ReactNode }>;
}
