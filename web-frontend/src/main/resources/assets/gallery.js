// Shows the cards that have all of the typed words.

import {announce} from './page.js';
import {count} from './text.js';

const form = document.querySelector('[data-search]');
const input = form.querySelector('input');
const cards = Array.from(document.querySelectorAll('[data-words]'));
const none = document.querySelector('[data-none-found]');
const searchedThere = input.value.trim() !== '';

function show() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const card of cards) {
    card.hidden = !words.every(word => card.dataset.words.includes(word));
    found += card.hidden ? 0 : 1;
  }
  none.hidden = found > 0;
  announce(count('home.found', found));
}

// A page that the server has searched lacks the other cards: then the server searches again.
if (!searchedThere) {
  input.addEventListener('input', show);
  form.addEventListener('submit', event => {
    event.preventDefault();
    show();
  });
}
