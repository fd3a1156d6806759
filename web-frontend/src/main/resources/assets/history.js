// Two jobs can be compared when they are of one prototype and of as many rows.

import {text} from './text.js';

const form = document.querySelector('[data-compare-form]');
const button = form.querySelector('[data-compare]');
const hint = form.querySelector('[data-compare-hint]');
const before = hint?.textContent;

function look() {
  const ticked = Array.from(form.querySelectorAll('input[name="job"]:checked'));
  const [one, other] = ticked;
  const alike = ticked.length === 2 && one.dataset.rows === other.dataset.rows && one.dataset.prototype === other.dataset.prototype;
  button.disabled = !alike;
  hint.textContent = ticked.length === 2 && !alike ? text('history.not-alike') : alike ? '' : before;
  for (const box of form.querySelectorAll('input[name="job"]')) {
    box.disabled = ticked.length === 2 && !box.checked;
  }
}

if (button) {
  form.addEventListener('change', look);
  look();
}
