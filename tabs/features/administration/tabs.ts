import { chunk } from '../../ui/chunk';
import { tabIds } from './tab';
import type { AdministrationTab, TabProps } from './tab';

const people: AdministrationTab = {
  id: 'people',
  Page: chunk<TabProps>('people', async () => (await import('./tabs/PeopleTab')).PeopleTab),
};

const numbers: AdministrationTab = {
  id: 'numbers',
  Page: chunk<TabProps>('numbers', async () => (await import('./tabs/NumbersTab')).NumbersTab),
};

const trunks: AdministrationTab = {
  id: 'trunks',
  Page: chunk<TabProps>('trunks', async () => (await import('./tabs/TrunksTab')).TrunksTab),
};

const answerGroups: AdministrationTab = {
  id: 'answer-groups',
  Page: chunk<TabProps>(
    'answerGroupAdministration',
    async () => (await import('./tabs/AnswerGroupsTab')).AnswerGroupsTab,
    'rules',
  ),
};

const groups: AdministrationTab = {
  id: 'groups',
  Page: chunk<TabProps>('groups', async () => (await import('./tabs/GroupsTab')).GroupsTab),
};

const audit: AdministrationTab = {
  id: 'audit',
  Page: chunk<TabProps>('audit', async () => (await import('./tabs/AuditTab')).AuditTab),
};

const importing: AdministrationTab = {
  id: 'import',
  Page: chunk<TabProps>('import', async () => (await import('./tabs/ImportTab')).ImportTab),
};

const rules: AdministrationTab = {
  id: 'rules',
  Page: chunk<TabProps>(
    'everybodysRules',
    async () => (await import('../rules/EverybodysRules')).EverybodysRules,
    'rules',
  ),
};

const rights: AdministrationTab = {
  id: 'rights',
  Page: chunk<TabProps>('rights', async () => (await import('./tabs/RightsTab')).RightsTab, 'rules'),
};

const recordings: AdministrationTab = {
  id: 'recordings',
  Page: chunk<TabProps>('recordings', async () => (await import('./tabs/RecordingsTab')).RecordingsTab),
};

const activities: AdministrationTab = {
  id: 'activities',
  Page: chunk<TabProps>('activities', async () => (await import('./tabs/ActivitiesTab')).ActivitiesTab),
};

const health: AdministrationTab = {
  id: 'health',
  Page: chunk<TabProps>('health', async () => (await import('./tabs/HealthTab')).HealthTab),
};

const links: AdministrationTab = {
  id: 'links',
  Page: chunk<TabProps>('links', async () => (await import('./tabs/LinksTab')).LinksTab),
};

const organisation: AdministrationTab = {
  id: 'organisation',
  Page: chunk<TabProps>(
    'organisation',
    async () => (await import('./tabs/OrganisationTab')).OrganisationTab,
    'joining',
  ),
};

/** A line each; they stand in the order of `tabIds`. */
const all: readonly AdministrationTab[] = [
  people,
  numbers,
  trunks,
  answerGroups,
  groups,
  activities,
  importing,
  audit,
  rules,
  rights,
  recordings,
  health,
  links,
  organisation,
];

export const tabs: readonly AdministrationTab[] = all.toSorted((a, b) => tabIds.indexOf(a.id) - tabIds.indexOf(b.id));
export const firstTab = tabs[0] ?? people;
