// Leads from the row of a grid that is active to where its answer is judged.

import {element} from './page.js';
import {count} from './format.js';
import {text} from './text.js';

const place = document.querySelector('[data-results]');
const link = element('a', 'button small grid-review');

place.addEventListener('vitrine-active', ({detail: row}) => {
  if (!link.isConnected) {
    place.querySelector('.grid-bar').append(link);
  }
  link.hidden = !row;
  link.href = `${place.dataset.judge}${row}`;
  link.textContent = text('grid.review', count(Number(row ?? 0)));
});
place.addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.matches('.grid-box') && link.isConnected && !link.hidden) {
    event.preventDefault();
    link.click();
  }
});
