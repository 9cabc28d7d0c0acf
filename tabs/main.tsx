import { createRoot } from 'react-dom/client';
import { boot } from './app/boot';

const container = document.getElementById('root');
if (container) void boot(createRoot(container));
