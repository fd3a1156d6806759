// Light, dark, or as the device: a cookie remembers it, so that the server's pages come in the right look at once.

import {text} from './text.js';
import {announce} from './page.js';

const THEMES = ['auto', 'light', 'dark'];
const root = document.documentElement;

function name(button) {
  const now = text(`theme.${root.dataset.theme ?? 'auto'}`);
  button.querySelector('[data-theme-name]').textContent = now;
  button.title = now;
  return now;
}

for (const button of document.querySelectorAll('[data-theme-toggle]')) {
  button.hidden = false;
  name(button);
  button.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(root.dataset.theme ?? 'auto') + 1) % THEMES.length];
    if (next === 'auto') {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = next;
    }
    const age = next === 'auto' ? 0 : 31536000;
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `vitrine-theme=${next}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    announce(name(button));
  });
}
