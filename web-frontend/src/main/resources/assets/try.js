// Asks without leaving the page.

import {busy, newKey, notice, token} from './page.js';
import {fields, setError, setValue} from './form.js';
import {text} from './text.js';

const form = document.querySelector('[data-try]');
const place = document.querySelector('#answer');
const all = fields(form);

function showErrors() {
  for (const field of all.values()) {
    setError(field, '');
  }
  let first = null;
  for (const line of place.querySelectorAll('[data-error-for]')) {
    const field = all.get(line.dataset.errorFor);
    if (field) {
      const name = line.querySelector('.mono')?.textContent ?? '';
      setError(field, line.textContent.trim().slice(name.length).trim());
      first ??= field;
    }
  }
  first?.querySelector('[aria-describedby]')?.focus();
}

async function ask(button) {
  const free = busy(button);
  place.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: {'X-CSRF-Token': token, 'X-Fragment': '1', 'Accept': 'text/html'},
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.redirected) {
      location.reload();
      return;
    }
    place.innerHTML = await answer.text();
    showErrors();
    if (answer.ok) {
      form.elements.key.value = newKey();
    }
    if (matchMedia('(max-width: 60rem)').matches) {
      place.closest('[data-answer]').scrollIntoView({block: 'nearest', behavior: 'smooth'});
    }
  } catch {
    place.replaceChildren(notice(text('try.no-answer'), text('try.again')));
  } finally {
    place.setAttribute('aria-busy', 'false');
    free();
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const button = form.querySelector('button[type="submit"]');
  if (!button.disabled) {
    ask(button);
  }
});

for (const chip of form.querySelectorAll('[data-example]')) {
  chip.addEventListener('click', () => {
    for (const [name, value] of Object.entries(JSON.parse(chip.dataset.example))) {
      const field = all.get(name);
      if (field) {
        setValue(field, value);
        setError(field, '');
      }
    }
    for (const other of form.querySelectorAll('[data-example]')) {
      other.setAttribute('aria-pressed', String(other === chip));
    }
    form.requestSubmit();
  });
}
