export { CounterBadge } from '@fluentui/react-components';
export { MoreSections } from './MoreSections';
