import { suiteOnAsterisk } from '../../../tests/fakes/asterisk-switch';
import { switchSuite } from '../../../tests/suites/switch.suite';

switchSuite('asterisk', 'who is away', suiteOnAsterisk);
