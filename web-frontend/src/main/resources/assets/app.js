// Loads what the page at hand needs.

import {localTimes} from './format.js';
import {busy, person} from './page.js';

localTimes(document);

for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', event => {
    const button = form.querySelector('button[type="submit"]');
    setTimeout(() => {
      if (!event.defaultPrevented) {
        busy(button);
      }
    });
  });
}
// Coming back by the browser's back button must not find a button that is still busy.
addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});

const wanted = [
  ['[data-theme-toggle]', './theme.js'],
  ['[data-search]', './gallery.js'],
  ['[data-compare-form]', './history.js'],
  ['[data-check]', './form.js'],
  ['[data-docs]', './docs.js'],
  ['[data-drawing]', './drawing.js'],
  ['[data-try]', './try.js'],
  ['[data-what-if]', './what-if.js'],
  ['[data-picture]', './picture.js'],
  ['#answer', './copy.js'],
  ['[data-upload]', './batch.js'],
  ['[data-jobs], [data-follow]', './jobs.js'],
  ['[data-results][data-judge]', './grid-review.js'],
  ['[data-results]', './grid.js'],
  ['[data-plots]', './plots.js'],
  ['[data-review]', './review.js'],
  ['[data-reject-list]', './rejects.js'],
];
await Promise.all(wanted.filter(([selector]) => document.querySelector(selector)).map(([, module]) => import(module)));
if (person) {
  import('./notify.js').then(notify => notify.watch());
}
document.documentElement.dataset.ready = 'true';
