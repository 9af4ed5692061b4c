import { mount } from 'svelte';
import App from './ui/App.svelte';
import { begin } from './ui/words/words.ts';
import '@fontsource-variable/atkinson-hyperlegible-next';
import './ui/tokens.css';
import './ui/base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
await begin();
mount(App, { target });
