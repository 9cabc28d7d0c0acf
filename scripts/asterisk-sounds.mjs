// Writes the sounds for an Asterisk: node scripts/asterisk-sounds.mjs FOLDER
import { writeAsteriskSounds } from './lib/asterisk-sounds.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('node scripts/asterisk-sounds.mjs FOLDER');
writeAsteriskSounds(folder);
