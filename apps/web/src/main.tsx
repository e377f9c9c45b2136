import '@mantine/core/styles.css';
import './app/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { keepForDaysWithoutNetwork } from './app/keep.ts';

createRoot(document.getElementById('root')!).render(<App />);
keepForDaysWithoutNetwork();
