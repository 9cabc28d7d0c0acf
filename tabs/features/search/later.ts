export { SearchGrid } from './SearchGrid';
