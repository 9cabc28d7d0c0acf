export { AdministrationIcon } from './AdministrationIcon';
