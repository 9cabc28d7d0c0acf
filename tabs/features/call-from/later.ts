export { CallFromMenu } from './CallFromMenu';
