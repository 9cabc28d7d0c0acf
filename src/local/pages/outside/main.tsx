import { mountPage } from '../shared/Page';
import { OutsidePage } from './OutsidePage';

mountPage(<OutsidePage />);
