/** Alone, so that it can be fetched when something is waited for: most pages never draw it. */
export { Spinner } from '@fluentui/react-components';
