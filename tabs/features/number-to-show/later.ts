export { NumberToShowMenu } from './NumberToShowMenu';
export { ShowOnce } from './ShowOnce';
