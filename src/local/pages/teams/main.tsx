import { mountPage } from '../shared/Page';
import { TeamsPage } from './TeamsPage';

mountPage(<TeamsPage />);
