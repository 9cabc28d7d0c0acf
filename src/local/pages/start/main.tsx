import { mountPage } from '../shared/Page';
import { StartPage } from './StartPage';

mountPage(<StartPage />);
